-- The keys that the demo's people would have in the app on their phone. Only the demo ever writes here.
CREATE TABLE demo_phone (
    person uuid PRIMARY KEY,
    key    text NOT NULL
);
