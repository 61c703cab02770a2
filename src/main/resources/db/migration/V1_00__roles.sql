-- The application's role works with the rows, and owns none of the tables. Each module narrows what it may do to its own.
-- With an external server that has no such role, the one configured user migrates and works.
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ovation_app') THEN
        GRANT USAGE ON SCHEMA public TO ovation_app;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ovation_app;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ovation_app;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO ovation_app;
    END IF;
END
$$;
