-- What the viewer says of herself, as reports counted it: a credit finds its rows by it. Told before: of nobody.
ALTER TABLE ads_receipt_token ADD COLUMN gender smallint NOT NULL DEFAULT 0;
