-- Effects for the camera, as data: those of the house, and those that others offer.

CREATE TABLE videos_effect (
    id         uuid PRIMARY KEY,
    -- whoever made it, by an id of the module that offers it; none: the house's
    owner      uuid,
    name       text        NOT NULL CHECK (length(name) BETWEEN 1 AND 30),
    icon       text        NOT NULL CHECK (length(icon) <= 200),
    sponsor    text CHECK (length(sponsor) BETWEEN 1 AND 40),
    script     jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    CHECK ((owner IS NULL) = (sponsor IS NULL))
);
CREATE INDEX videos_effect_owner ON videos_effect (owner, id DESC);

-- Pictures that scripts draw with, as PNG, drawn anew by us.
CREATE TABLE videos_effect_picture (
    id         uuid PRIMARY KEY,
    owner      uuid        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('ICON', 'FRAME', 'STICKER', 'LUT')),
    width      integer     NOT NULL CHECK (width BETWEEN 1 AND 1024),
    height     integer     NOT NULL CHECK (height BETWEEN 1 AND 1024),
    png        bytea       NOT NULL,
    kept_at    timestamptz NOT NULL
);
CREATE INDEX videos_effect_picture_owner ON videos_effect_picture (owner);

ALTER TABLE videos_video ADD COLUMN effect uuid REFERENCES videos_effect (id);
CREATE INDEX videos_video_effect ON videos_video (effect, id DESC) WHERE effect IS NOT NULL AND state = 'public';

-- Of the house: drawn by code, so that nobody's tray is empty.
INSERT INTO videos_effect (id, name, icon, script, created_at) VALUES
('019a0000-0000-7000-8000-00000000ef01', 'Warm film', '/img/effects/warm-film.svg',
 '{"layers": [{"type": "lut", "preset": "warm", "strengthPercent": 85}, {"type": "frame", "preset": "film", "blend": "normal"}]}',
 '2026-11-01T00:00:00Z'),
('019a0000-0000-7000-8000-00000000ef02', 'Confetti', '/img/effects/confetti.svg',
 '{"layers": [{"type": "particles", "preset": "confetti", "blend": "normal"}]}', '2026-11-01T00:00:00Z'),
('019a0000-0000-7000-8000-00000000ef03', 'Noir', '/img/effects/noir.svg',
 '{"layers": [{"type": "lut", "preset": "noir", "strengthPercent": 100}, {"type": "frame", "preset": "vignette", "blend": "multiply"}]}',
 '2026-11-01T00:00:00Z'),
('019a0000-0000-7000-8000-00000000ef04', 'First snow', '/img/effects/first-snow.svg',
 '{"layers": [{"type": "lut", "preset": "cool", "strengthPercent": 60}, {"type": "particles", "preset": "snow", "blend": "screen"}]}',
 '2026-11-01T00:00:00Z'),
('019a0000-0000-7000-8000-00000000ef05', 'Crowned', '/img/effects/crowned.svg',
 '{"layers": [{"type": "lut", "preset": "faded", "strengthPercent": 50}, {"type": "sticker", "preset": "crown", "anchor": "top", "x": 0, "y": 120, "width": 240, "height": 160, "rotation": -6, "blend": "normal", "movable": true}]}',
 '2026-11-01T00:00:00Z');

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE DELETE ON videos_effect, videos_effect_picture FROM ovation_app;
        REVOKE UPDATE ON videos_effect_picture FROM ovation_app;
    END IF;
END
$$;
