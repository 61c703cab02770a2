-- The lane decides on what it remembers of the accounts, without locking them first; so writing must find that they are as it
-- thought. Whatever differs raises OV001, and the lane locks, reads and decides anew.

DROP FUNCTION ledger_lane_book;

-- Writes what was decided: transfers, counters, entries. A transfer that is known already raises unique_violation: then the
-- caller decides again, knowing it. The entries come transfer by transfer; a version of 0 says that the account is hot.
-- p_befores and p_pendings: how the entry's account stood before all this. p_hot: the hot accounts,
-- each once; p_cold: how many others the entries name.
CREATE FUNCTION ledger_lane_book(
    p_ids uuid[], p_kinds text[], p_outcomes text[], p_currencies text[], p_cause_kinds text[], p_cause_ids uuid[],
    p_effective timestamptz[], p_hashes bytea[], p_booked timestamptz,
    p_transfers int[], p_legs int[], p_accounts bigint[], p_amounts bigint[], p_versions bigint[], p_balances bigint[],
    p_befores bigint[], p_pendings bigint[], p_hot bigint[], p_cold int)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
    -- The accounts are locked by the update, in the order of its inner query: no other plan keeps it.
    SET enable_hashjoin = off SET enable_mergejoin = off SET lock_timeout = '250ms' AS $$
DECLARE
    v_moved int;
BEGIN
    -- Several unnest in one list advance together, and need no table in between as they would after FROM.
    INSERT INTO ledger_transfer
            (id, kind, state, outcome, currency, cause_kind, cause_id, effective_at, booked_at, request_hash)
        SELECT t.id, t.kind, CASE WHEN t.outcome IS NULL THEN 'posted' ELSE 'rejected' END, t.outcome, t.currency,
               t.cause_kind, t.cause_id, t.effective, p_booked, t.hash
        FROM (SELECT unnest(p_ids) AS id, unnest(p_kinds) AS kind, unnest(p_outcomes) AS outcome,
                     unnest(p_currencies) AS currency, unnest(p_cause_kinds) AS cause_kind, unnest(p_cause_ids) AS cause_id,
                     unnest(p_effective) AS effective, unnest(p_hashes) AS hash) t;
    INSERT INTO ledger_entry (transfer_id, leg, account_id, amount, version, balance_after)
        SELECT p_ids[e.transfer], e.leg, e.account, e.amount, nullif(e.version, 0), CASE WHEN e.version > 0 THEN e.balance END
        FROM (SELECT unnest(p_transfers) AS transfer, unnest(p_legs) AS leg, unnest(p_accounts) AS account,
                     unnest(p_amounts) AS amount, unnest(p_versions) AS version, unnest(p_balances) AS balance) e;
    -- Relative, by primary key, in ascending order; the sums are those of the entries themselves, and all that the decision
    -- stood on must be so. A row that another holds is looked at again when he has let it go.
    UPDATE ledger_account a
        SET credits_posted = a.credits_posted + d.credits, debits_posted = a.debits_posted - d.debits,
            version = a.version + d.entries
        FROM (SELECT account, sum(greatest(amount, 0))::bigint AS credits, sum(least(amount, 0))::bigint AS debits,
                     count(*) AS entries, max(version) AS version, max(before) AS before, max(pending) AS pending
              FROM (SELECT unnest(p_accounts) AS account, unnest(p_amounts) AS amount, unnest(p_versions) AS version,
                           unnest(p_befores) AS before, unnest(p_pendings) AS pending) e
              WHERE version > 0 GROUP BY account ORDER BY account OFFSET 0) d
        WHERE a.id = d.account AND NOT a.hot AND a.version + d.entries = d.version
            AND a.credits_posted - a.debits_posted = d.before AND a.debits_pending = d.pending
            AND a.frozen_at IS NULL AND a.closed_at IS NULL;
    GET DIAGNOSTICS v_moved = ROW_COUNT;
    -- Whatever Java decided, nothing is written that does not balance.
    IF v_moved <> p_cold
            OR EXISTS (SELECT FROM ledger_account WHERE id = ANY (p_hot) AND (frozen_at IS NOT NULL OR closed_at IS NOT NULL))
            OR EXISTS (SELECT FROM ledger_stopped_currency WHERE resumed_at IS NULL AND currency = ANY (p_currencies))
            OR EXISTS (SELECT FROM (SELECT unnest(p_transfers) AS transfer, unnest(p_amounts) AS amount) e
                       GROUP BY transfer HAVING sum(amount) <> 0) THEN
        RAISE EXCEPTION 'An account or a currency is not as the batch was decided on' USING ERRCODE = 'OV001';
    END IF;
END
$$;

DO $$
DECLARE
    v_function regprocedure;
BEGIN
    FOR v_function IN SELECT oid FROM pg_proc WHERE proname = 'ledger_lane_book'
            AND pronamespace = 'public'::regnamespace LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', v_function);
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ovation_app') THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO ovation_app', v_function);
        END IF;
    END LOOP;
END
$$;
