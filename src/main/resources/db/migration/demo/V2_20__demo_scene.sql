-- Which scenes of the demo have been set: a start that was cut off goes on where it stopped.
CREATE TABLE demo_scene (
    name text        PRIMARY KEY,
    at   timestamptz NOT NULL
);
