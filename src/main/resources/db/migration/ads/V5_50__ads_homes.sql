-- On which node a person's caps are counted, until when. Times by the database's clock, the one that all nodes share.
CREATE TABLE ads_viewer_home (
    viewer uuid PRIMARY KEY,
    node   uuid        NOT NULL,
    until  timestamptz NOT NULL
) WITH (fillfactor = 50);
