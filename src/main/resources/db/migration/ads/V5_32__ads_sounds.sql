-- Paid sounds. What is bought of one stands in ads_promotion under the same id.
CREATE TABLE ads_sound_promotion (
    id         uuid PRIMARY KEY,
    business   uuid NOT NULL,
    sound      uuid NOT NULL,
    headline   text NOT NULL CHECK (length(headline) BETWEEN 1 AND 60),
    line       text NOT NULL CHECK (length(line) BETWEEN 1 AND 140),
    state      text NOT NULL CHECK (state IN ('in_review', 'approved', 'rejected')),
    reason     text NOT NULL,
    note       text NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    version    int NOT NULL
);
CREATE INDEX ads_sound_promotion_business ON ads_sound_promotion (business, id);
CREATE INDEX ads_sound_promotion_sound ON ads_sound_promotion (sound, id);
