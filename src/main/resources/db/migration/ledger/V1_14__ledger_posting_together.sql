-- Single transfers of several callers in one statement and one commit: a statement's start costs more than its rows, so here
-- each statement serves all of them. The accounts are known: ascending, the hot ones at the end; p_legs says how many of the
-- leg arrays belong to each transfer, p_leg_accounts where its account stands. Answers for each 'posted', a reason, or 'alone':
-- it shall be asked alone, by ledger_post_one, which knows about replays. If one of the ids is known already the whole call
-- fails, since what was decided after it may be wrong; everybody then asks alone.
CREATE FUNCTION ledger_post_together(
    p_ids uuid[], p_kinds text[], p_currencies text[], p_cause_kinds text[], p_cause_ids uuid[],
    p_effective timestamptz[], p_hashes bytea[], p_legs int[], p_leg_accounts int[], p_leg_amounts bigint[],
    p_accounts bigint[], p_cold int, p_booked timestamptz, p_patience text)
    RETURNS text[]
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_stopped text[];
    v_row record;
    v_found int := 0;
    v_rows int;
    v_currency text[];
    v_closed boolean[];
    v_floor bigint[];
    v_available bigint[];
    v_balance bigint[];
    v_version bigint[];
    v_credits bigint[] := array_fill(0::bigint, ARRAY[cardinality(p_accounts)]);
    v_debits bigint[] := v_credits;
    v_entries bigint[] := v_credits;
    v_answers text[] := '{}';
    v_answer text;
    v_stored int := 0;
    e_transfer uuid[] := '{}';
    e_leg int[] := '{}';
    e_account bigint[] := '{}';
    e_amount bigint[] := '{}';
    e_version bigint[] := '{}';
    e_balance bigint[] := '{}';
    v_first int := 1;
    v_last int;
    v_account int;
    v_amount bigint;
    v_sum bigint;
BEGIN
    -- Who keeps one of the accounts locked shall not hold up all who share this call; until the end of the transaction.
    PERFORM set_config('lock_timeout', p_patience, true);
    -- All locks at once, ascending, by primary key. Rows of hot accounts are read, never locked.
    FOR v_row IN
        SELECT a.currency, a.credits_posted - a.debits_posted AS balance, a.version, a.floor_micros,
               a.credits_posted - a.debits_posted - a.debits_pending AS available,
               (a.frozen_at IS NOT NULL OR a.closed_at IS NOT NULL) AS closed
        FROM ledger_account a WHERE a.id = ANY (p_accounts) AND NOT a.hot ORDER BY a.id FOR NO KEY UPDATE
    LOOP
        v_found := v_found + 1;
        v_currency[v_found] := v_row.currency;
        v_balance[v_found] := v_row.balance;
        v_version[v_found] := v_row.version;
        v_floor[v_found] := v_row.floor_micros;
        v_available[v_found] := v_row.available;
        v_closed[v_found] := v_row.closed;
    END LOOP;
    IF v_found <> p_cold THEN
        RAISE EXCEPTION 'Of % accounts % were found', p_cold, v_found;
    END IF;
    IF p_cold < cardinality(p_accounts) THEN
        FOR v_row IN
            SELECT a.currency, (a.frozen_at IS NOT NULL OR a.closed_at IS NOT NULL) AS closed
            FROM ledger_account a WHERE a.id = ANY (p_accounts) AND a.hot ORDER BY a.id
        LOOP
            v_found := v_found + 1;
            v_currency[v_found] := v_row.currency;
            v_closed[v_found] := v_row.closed;
        END LOOP;
        IF v_found <> cardinality(p_accounts) THEN
            RAISE EXCEPTION 'Of % accounts % were found', cardinality(p_accounts), v_found;
        END IF;
    END IF;
    SELECT array_agg(currency) INTO v_stopped FROM ledger_stopped_currency WHERE resumed_at IS NULL;

    FOR t IN 1..cardinality(p_ids) LOOP
        v_last := v_first + p_legs[t] - 1;
        v_answer := 'posted';
        v_sum := 0;
        FOR l IN v_first..v_last LOOP
            v_account := p_leg_accounts[l];
            v_amount := p_leg_amounts[l];
            v_sum := v_sum + v_amount;
            IF v_currency[v_account] <> p_currencies[t] THEN
                RAISE EXCEPTION 'Transfer % mixes currencies', p_ids[t];
            ELSIF v_closed[v_account] THEN
                v_answer := 'alone';
            ELSIF v_answer = 'posted' AND v_amount < 0 AND v_available[v_account] + v_amount < v_floor[v_account] THEN
                v_answer := 'INSUFFICIENT_FUNDS';
            END IF;
        END LOOP;
        IF v_sum <> 0 THEN
            RAISE EXCEPTION 'Transfer % does not balance', p_ids[t];
        ELSIF p_currencies[t] = ANY (v_stopped) THEN
            v_answer := 'alone';
        END IF;
        IF v_answer = 'posted' THEN
            FOR l IN v_first..v_last LOOP
                v_account := p_leg_accounts[l];
                v_amount := p_leg_amounts[l];
                IF v_account <= p_cold THEN
                    IF v_amount > 0 THEN
                        v_credits[v_account] := v_credits[v_account] + v_amount;
                    ELSE
                        v_debits[v_account] := v_debits[v_account] - v_amount;
                    END IF;
                    v_available[v_account] := v_available[v_account] + v_amount;
                    v_balance[v_account] := v_balance[v_account] + v_amount;
                    v_version[v_account] := v_version[v_account] + 1;
                    v_entries[v_account] := v_entries[v_account] + 1;
                END IF;
                e_transfer := e_transfer || p_ids[t];
                e_leg := e_leg || (l - v_first);
                e_account := e_account || p_accounts[v_account];
                e_amount := e_amount || v_amount;
                e_version := e_version || v_version[v_account];
                e_balance := e_balance || v_balance[v_account];
            END LOOP;
        END IF;
        v_stored := v_stored + CASE WHEN v_answer = 'alone' THEN 0 ELSE 1 END;
        v_answers := v_answers || v_answer;
        v_first := v_last + 1;
    END LOOP;

    INSERT INTO ledger_transfer
        (id, kind, state, outcome, currency, cause_kind, cause_id, effective_at, booked_at, request_hash)
        SELECT t.id, t.kind, CASE t.answer WHEN 'posted' THEN 'posted' ELSE 'rejected' END, nullif(t.answer, 'posted'),
               t.currency, t.cause_kind, t.cause_id, t.effective_at, p_booked, t.hash
        FROM unnest(p_ids, p_kinds, p_currencies, p_cause_kinds, p_cause_ids, p_effective, p_hashes, v_answers)
                 AS t (id, kind, currency, cause_kind, cause_id, effective_at, hash, answer)
        WHERE t.answer <> 'alone'
        ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS v_rows = ROW_COUNT;
    IF v_rows <> v_stored THEN
        RAISE EXCEPTION 'Of % transfers % are known', v_stored, v_stored - v_rows;
    END IF;
    -- Relative, by primary key, of rows that are locked already; the floor's CHECK sees the result.
    UPDATE ledger_account a
        SET credits_posted = a.credits_posted + d.credits, debits_posted = a.debits_posted + d.debits,
            version = a.version + d.entries
        FROM unnest(p_accounts, v_credits, v_debits, v_entries) AS d (id, credits, debits, entries)
        WHERE a.id = d.id AND d.entries > 0;
    INSERT INTO ledger_entry (transfer_id, leg, account_id, amount, version, balance_after)
        SELECT * FROM unnest(e_transfer, e_leg, e_account, e_amount, e_version, e_balance);
    RETURN v_answers;
END
$$;

REVOKE EXECUTE ON FUNCTION ledger_post_together FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ovation_app') THEN
        GRANT EXECUTE ON FUNCTION ledger_post_together TO ovation_app;
    END IF;
END
$$;
