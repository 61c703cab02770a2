-- Of how many buckets people were drawn when the seat was offered: without it, a sample that had been narrowed would pass for
-- everybody after a restart. What is there does not say, and is a day's worth at most.
TRUNCATE ads_opportunity;
ALTER TABLE ads_opportunity ADD COLUMN buckets integer NOT NULL CHECK (buckets BETWEEN 1 AND 10000);
