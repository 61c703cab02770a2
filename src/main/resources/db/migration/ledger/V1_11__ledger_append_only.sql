-- What is written stays: for the application by its rights, for everybody by a trigger, in each partition too.

CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER ledger_transfer_stays BEFORE UPDATE OR DELETE ON ledger_transfer
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_entry_stays BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_transfer_is_kept BEFORE TRUNCATE ON ledger_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_entry_is_kept BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

-- The least id of version 7 at an instant: the bound between two months.
CREATE FUNCTION ledger_least_id(p_at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT (lpad(to_hex((extract(epoch FROM p_at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the partitions of one month. Owned by the owner, since the application may not change tables. It attaches instead
-- of creating in place, because attaching does not wait for those who post.
CREATE FUNCTION ledger_make_month(p_month date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' SET lock_timeout = '3s' AS $$
DECLARE
    v_first date := date_trunc('month', p_month);
    v_from uuid := ledger_least_id(date_trunc('month', p_month)::timestamptz);
    v_to uuid := ledger_least_id((date_trunc('month', p_month) + interval '1 month')::timestamptz);
    v_parent text;
    v_child text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('ledger_make_month'));
    FOREACH v_parent IN ARRAY ARRAY['ledger_transfer', 'ledger_entry'] LOOP
        v_child := v_parent || to_char(v_first, '_YYYY_MM');
        CONTINUE WHEN to_regclass(v_child) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', v_child, v_parent);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', v_parent, v_child, v_from, v_to);
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change()',
            v_child || '_is_kept', v_child);
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ovation_app') THEN
            -- Default rights would open a side door past the parent.
            EXECUTE format('REVOKE ALL ON %I FROM ovation_app', v_child);
        END IF;
    END LOOP;
END
$$;
