CREATE TABLE videos_sound (
    id           uuid PRIMARY KEY,
    title        text        NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
    creator      uuid,
    source_video uuid,
    uses         bigint      NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL
);

-- the picker: the most used first, or by the beginning of the title
CREATE INDEX videos_sound_uses ON videos_sound (uses DESC, id DESC);
CREATE INDEX videos_sound_title ON videos_sound (lower(title) text_pattern_ops);
CREATE INDEX videos_sound_creator ON videos_sound (creator);

CREATE TABLE videos_video (
    id               uuid PRIMARY KEY,
    creator          uuid        NOT NULL,
    asset            uuid        NOT NULL UNIQUE,
    caption          text        NOT NULL,
    sound            uuid REFERENCES videos_sound (id),
    sound_title      text,
    comments_allowed boolean     NOT NULL,
    adults_only      boolean     NOT NULL,
    promotional      boolean     NOT NULL,
    state            text        NOT NULL CHECK (state IN ('draft', 'public', 'hidden', 'deleted')),
    -- a draft that publishes itself when its clip is ready
    publish_when_ready boolean   NOT NULL DEFAULT false,
    region           text        NOT NULL,
    duration_millis  integer     NOT NULL DEFAULT 0,
    created_at       timestamptz NOT NULL,
    published_at     timestamptz,
    like_count       bigint      NOT NULL DEFAULT 0 CHECK (like_count >= 0),
    comment_count    bigint      NOT NULL DEFAULT 0 CHECK (comment_count >= 0),
    share_count      bigint      NOT NULL DEFAULT 0 CHECK (share_count >= 0),
    CHECK (state <> 'public' OR published_at IS NOT NULL)
) WITH (fillfactor = 80);

-- a person's posts, newest first
CREATE INDEX videos_video_creator ON videos_video (creator, id DESC) WHERE state <> 'deleted';
CREATE INDEX videos_video_sound ON videos_video (sound, id DESC) WHERE state = 'public';
CREATE INDEX videos_video_public ON videos_video (id) WHERE state = 'public';

-- drafts that wait for their clip
CREATE INDEX videos_video_waiting ON videos_video (asset) WHERE publish_when_ready;

CREATE TABLE videos_hashtag (
    id  uuid PRIMARY KEY,
    tag text NOT NULL UNIQUE
);

CREATE TABLE videos_video_hashtag (
    hashtag  uuid     NOT NULL REFERENCES videos_hashtag (id),
    video    uuid     NOT NULL REFERENCES videos_video (id) ON DELETE CASCADE,
    position smallint NOT NULL,
    PRIMARY KEY (hashtag, video)
);

CREATE INDEX videos_video_hashtag_video ON videos_video_hashtag (video, position);

CREATE TABLE videos_mention (
    video  uuid NOT NULL REFERENCES videos_video (id) ON DELETE CASCADE,
    person uuid NOT NULL,
    PRIMARY KEY (video, person)
);

CREATE INDEX videos_mention_person ON videos_mention (person);

CREATE TABLE videos_like (
    person   uuid        NOT NULL,
    video    uuid        NOT NULL REFERENCES videos_video (id) ON DELETE CASCADE,
    liked_at timestamptz NOT NULL,
    PRIMARY KEY (person, video)
);

CREATE INDEX videos_like_video ON videos_like (video);

CREATE TABLE videos_comment (
    id          uuid PRIMARY KEY,
    video       uuid        NOT NULL REFERENCES videos_video (id) ON DELETE CASCADE,
    -- null once the author's account is deleted
    author      uuid,
    parent      uuid REFERENCES videos_comment (id) ON DELETE CASCADE,
    body        text        NOT NULL,
    reply_count integer     NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL
);

CREATE INDEX videos_comment_video ON videos_comment (video, id DESC) WHERE parent IS NULL;
CREATE INDEX videos_comment_parent ON videos_comment (parent, id) WHERE parent IS NOT NULL;
CREATE INDEX videos_comment_author ON videos_comment (author);

CREATE TABLE videos_share (
    id        uuid PRIMARY KEY,
    video     uuid        NOT NULL REFERENCES videos_video (id) ON DELETE CASCADE,
    person    uuid,
    shared_at timestamptz NOT NULL
);

CREATE INDEX videos_share_video ON videos_share (video);
CREATE INDEX videos_share_person ON videos_share (person);
