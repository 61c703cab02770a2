-- The hot lane's two steps. It decides in between, in Java (ovation.ledger.core); the application still cannot write a row of
-- the books in any other way.

-- Locks the accounts that are not hot, in ascending order, and tells how all of them stand; and which currencies are stopped.
-- Waits a quarter of a second at most for what others keep locked: whoever needs that shall wait alone.
CREATE FUNCTION ledger_lane_lock(p_cold bigint[], p_hot bigint[])
    RETURNS TABLE (account bigint, balance bigint, pending_out bigint, floor_micros bigint, version bigint, closed boolean,
        stopped text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
    SET lock_timeout = '250ms' AS $$
#variable_conflict use_column
BEGIN
    -- Both by primary key.
    RETURN QUERY SELECT a.id, a.credits_posted - a.debits_posted, a.debits_pending, a.floor_micros, a.version,
            a.frozen_at IS NOT NULL OR a.closed_at IS NOT NULL, NULL::text
        FROM ledger_account a WHERE a.id = ANY (p_cold) ORDER BY a.id FOR NO KEY UPDATE;
    RETURN QUERY SELECT a.id, 0::bigint, 0::bigint, NULL::bigint, 0::bigint, a.frozen_at IS NOT NULL OR a.closed_at IS NOT NULL,
            NULL::text
        FROM ledger_account a WHERE a.id = ANY (p_hot);
    RETURN QUERY SELECT NULL::bigint, NULL::bigint, NULL::bigint, NULL::bigint, NULL::bigint, NULL::boolean, s.currency
        FROM ledger_stopped_currency s WHERE s.resumed_at IS NULL;
END
$$;

-- What is stored of these ids; asked only when some were found to be known. The bounds spare the other months.
CREATE FUNCTION ledger_lane_known(p_ids uuid[], p_least uuid, p_most uuid)
    RETURNS TABLE (id uuid, request_hash bytea, outcome text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT t.id, t.request_hash, t.outcome FROM unnest(p_ids) k (id) JOIN ledger_transfer t ON t.id = k.id
    WHERE t.id BETWEEN p_least AND p_most
$$;

-- Writes what was decided: transfers, counters, entries. A transfer that is known already raises unique_violation: then the
-- caller decides again, knowing it. A version of 0 says that the account is hot; p_cold is how many are not.
CREATE FUNCTION ledger_lane_book(
    p_ids uuid[], p_kinds text[], p_outcomes text[], p_currencies text[], p_cause_kinds text[], p_cause_ids uuid[],
    p_effective timestamptz[], p_hashes bytea[], p_booked timestamptz,
    p_transfers int[], p_legs int[], p_accounts bigint[], p_amounts bigint[], p_versions bigint[], p_balances bigint[],
    p_cold int)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_moved int;
    v_sum bigint := 0;
    v_transfer int := 0;
BEGIN
    -- The entries come transfer by transfer: whatever Java decided, nothing is written that does not balance.
    FOR l IN 1..cardinality(p_transfers) LOOP
        IF p_transfers[l] <> v_transfer THEN
            EXIT WHEN v_sum <> 0;
            v_transfer := p_transfers[l];
        END IF;
        v_sum := v_sum + p_amounts[l];
    END LOOP;
    IF v_sum <> 0 THEN
        RAISE EXCEPTION 'Transfer % does not balance', p_ids[v_transfer];
    END IF;
    INSERT INTO ledger_transfer
            (id, kind, state, outcome, currency, cause_kind, cause_id, effective_at, booked_at, request_hash)
        SELECT t.id, t.kind, CASE WHEN t.outcome IS NULL THEN 'posted' ELSE 'rejected' END, t.outcome, t.currency,
               t.cause_kind, t.cause_id, t.effective, p_booked, t.hash
        FROM unnest(p_ids, p_kinds, p_outcomes, p_currencies, p_cause_kinds, p_cause_ids, p_effective, p_hashes)
                 AS t (id, kind, outcome, currency, cause_kind, cause_id, effective, hash);
    -- Relative, by primary key, of rows that are locked; the sums are those of the entries themselves, and the versions must
    -- continue what stands there.
    UPDATE ledger_account a
        SET credits_posted = a.credits_posted + d.credits, debits_posted = a.debits_posted - d.debits,
            version = a.version + d.entries
        FROM (SELECT account, sum(greatest(amount, 0))::bigint AS credits, sum(least(amount, 0))::bigint AS debits,
                     count(*) AS entries, max(version) AS version
              FROM unnest(p_accounts, p_amounts, p_versions) AS e (account, amount, version)
              WHERE version > 0 GROUP BY account OFFSET 0) d
        WHERE a.id = d.account AND NOT a.hot AND a.version + d.entries = d.version;
    GET DIAGNOSTICS v_moved = ROW_COUNT;
    IF v_moved <> p_cold THEN
        RAISE EXCEPTION '% of % accounts do not continue with these versions', p_cold - v_moved, p_cold;
    END IF;
    INSERT INTO ledger_entry (transfer_id, leg, account_id, amount, version, balance_after)
        SELECT p_ids[e.transfer], e.leg, e.account, e.amount, nullif(e.version, 0),
               CASE WHEN e.version > 0 THEN e.balance END
        FROM unnest(p_transfers, p_legs, p_accounts, p_amounts, p_versions, p_balances)
                 AS e (transfer, leg, account, amount, version, balance);
END
$$;

DO $$
DECLARE
    v_function regprocedure;
BEGIN
    FOR v_function IN SELECT oid FROM pg_proc WHERE proname IN ('ledger_lane_lock', 'ledger_lane_known', 'ledger_lane_book')
            AND pronamespace = 'public'::regnamespace LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', v_function);
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ovation_app') THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO ovation_app', v_function);
        END IF;
    END LOOP;
END
$$;
