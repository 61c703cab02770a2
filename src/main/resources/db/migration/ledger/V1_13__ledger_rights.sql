-- The application reads the books, and writes through the functions only.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON
            ledger_account, ledger_transfer, ledger_entry, ledger_hold, ledger_hot_rollup FROM ovation_app;
        REVOKE DELETE, TRUNCATE ON ledger_stopped_currency FROM ovation_app;
    END IF;
END
$$;

DO $$
DECLARE
    v_function regprocedure;
BEGIN
    FOR v_function IN SELECT oid FROM pg_proc WHERE proname IN ('ledger_make_month', 'ledger_post', 'ledger_post_one', 'ledger_end_hold', 'ledger_next_to_expire', 'ledger_roll_up')
            AND pronamespace = 'public'::regnamespace LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', v_function);
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ovation_app') THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO ovation_app', v_function);
        END IF;
    END LOOP;
END
$$;
