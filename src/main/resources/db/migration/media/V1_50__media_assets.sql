-- One row from the first byte of an upload on; a refused asset keeps its row (to say why) and has no files.
CREATE TABLE media_asset (
    id               uuid PRIMARY KEY,
    owner            uuid        NOT NULL,
    -- random, so that an address on disk says nothing and cannot be guessed
    directory        text        NOT NULL UNIQUE,
    state            text        NOT NULL CHECK (state IN ('UPLOADING', 'PROCESSING', 'READY', 'REFUSED')),
    declared_bytes   bigint      NOT NULL CHECK (declared_bytes >= 0),
    duration_millis  integer     NOT NULL DEFAULT 0 CHECK (duration_millis >= 0),
    width            integer     NOT NULL DEFAULT 0,
    height           integer     NOT NULL DEFAULT 0,
    has_audio        boolean     NOT NULL DEFAULT false,
    blurhash         text,
    refusal          text,
    progress_percent integer     NOT NULL DEFAULT 0 CHECK (progress_percent BETWEEN 0 AND 100),
    created_at       timestamptz NOT NULL,
    CHECK ((state = 'REFUSED') = (refusal IS NOT NULL))
);

-- the upload rate of one person
CREATE INDEX media_asset_owner ON media_asset (owner, created_at);
-- uploads that were given up
CREATE INDEX media_asset_unfinished ON media_asset (created_at) WHERE state = 'UPLOADING';

CREATE TABLE media_rendition (
    asset  uuid    NOT NULL REFERENCES media_asset (id) ON DELETE CASCADE,
    name   text    NOT NULL,
    width  integer NOT NULL,
    height integer NOT NULL,
    bytes  bigint  NOT NULL,
    PRIMARY KEY (asset, name)
);

-- What is still to be made. A worker leases a row and renews the lease while it works, so a killed worker's job is free soon.
CREATE TABLE media_job (
    id           uuid PRIMARY KEY,
    asset        uuid        NOT NULL REFERENCES media_asset (id) ON DELETE CASCADE,
    kind         text        NOT NULL,
    -- smaller first: what makes a clip playable goes before what makes it prettier
    rank         integer     NOT NULL,
    attempts     integer     NOT NULL DEFAULT 0,
    leased_until timestamptz,
    created_at   timestamptz NOT NULL,
    UNIQUE (asset, kind)
);

CREATE INDEX media_job_next ON media_job (rank, id);
