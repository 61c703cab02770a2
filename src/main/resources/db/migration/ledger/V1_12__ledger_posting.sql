-- The one door. Runs as the owner, so that the application may call it and yet not touch the rows by another way.
-- Plans are generic: the planner prefers to plan anew for each array it is given, which costs more than the posting.

-- One transfer between accounts whose ids are known: the fast way in. The accounts come in ascending order, the hot ones at
-- the end; the first p_cold are locked by updating them, each relative to what stands there, and only if it allows that.
-- Answers 'posted', or a reason; with '=' before it when it is the answer of the first time.
CREATE FUNCTION ledger_post_one(
    p_id uuid, p_kind text, p_currency text, p_cause_kind text, p_cause_id uuid, p_effective timestamptz,
    p_booked timestamptz, p_hash bytea, p_known_only boolean, p_accounts bigint[], p_amounts bigint[], p_cold int)
    RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_reason text;
    v_version bigint;
    v_balance bigint;
    v_done int := 0;
    v_versions bigint[];
    v_balances bigint[];
    v_sum bigint := 0;
    v_stored boolean := false;
    v_known text;
BEGIN
    FOR l IN 1..cardinality(p_accounts) LOOP
        v_sum := v_sum + p_amounts[l];
    END LOOP;
    IF v_sum <> 0 THEN
        RAISE EXCEPTION 'Transfer % does not balance', p_id;
    END IF;
    IF p_known_only THEN
        v_reason := 'ID_OUT_OF_WINDOW';
    ELSIF EXISTS (SELECT FROM ledger_stopped_currency WHERE currency = p_currency AND resumed_at IS NULL) THEN
        v_reason := 'CURRENCY_STOPPED';
    ELSE
        -- One by one, so that the order of the locks is ours and not the planner's. By primary key.
        FOR l IN 1..p_cold LOOP
            UPDATE ledger_account a
                SET credits_posted = a.credits_posted + greatest(p_amounts[l], 0),
                    debits_posted = a.debits_posted - least(p_amounts[l], 0),
                    version = a.version + 1
                WHERE a.id = p_accounts[l] AND a.currency = p_currency AND a.frozen_at IS NULL AND a.closed_at IS NULL
                  AND (p_amounts[l] > 0 OR a.floor_micros IS NULL
                        OR a.credits_posted - a.debits_posted - a.debits_pending + p_amounts[l] >= a.floor_micros)
                RETURNING a.version, a.credits_posted - a.debits_posted INTO v_version, v_balance;
            IF NOT FOUND THEN
                v_reason := 'INSUFFICIENT_FUNDS';
                EXIT;
            END IF;
            v_versions[l] := v_version;
            v_balances[l] := v_balance;
            v_done := l;
        END LOOP;
        IF (v_reason IS NOT NULL OR p_cold < cardinality(p_accounts)) AND EXISTS (SELECT FROM ledger_account a
                WHERE a.id = ANY (p_accounts) AND (a.frozen_at IS NOT NULL OR a.closed_at IS NOT NULL)) THEN
            v_reason := 'ACCOUNT_CLOSED';
        END IF;
    END IF;
    IF v_reason IS NULL THEN
        WITH stored AS (
            INSERT INTO ledger_transfer
                (id, kind, state, currency, cause_kind, cause_id, effective_at, booked_at, request_hash)
                VALUES (p_id, p_kind, 'posted', p_currency, p_cause_kind, p_cause_id, p_effective, p_booked, p_hash)
                ON CONFLICT DO NOTHING
                RETURNING id
        )
        INSERT INTO ledger_entry (transfer_id, leg, account_id, amount, version, balance_after)
            SELECT stored.id, e.n - 1, e.account_id, e.amount, e.version, e.balance
            FROM stored, unnest(p_accounts, p_amounts, v_versions, v_balances)
                     WITH ORDINALITY AS e (account_id, amount, version, balance, n);
        IF FOUND THEN
            RETURN 'posted';
        END IF;
    ELSIF v_reason = 'INSUFFICIENT_FUNDS' THEN
        INSERT INTO ledger_transfer
            (id, kind, state, outcome, currency, cause_kind, cause_id, effective_at, booked_at, request_hash)
            VALUES (p_id, p_kind, 'rejected', v_reason, p_currency, p_cause_kind, p_cause_id, p_effective, p_booked, p_hash)
            ON CONFLICT DO NOTHING;
        v_stored := FOUND;
    END IF;
    -- Nothing moves: what has been applied is taken back. The rows are locked already.
    FOR l IN 1..v_done LOOP
        UPDATE ledger_account a
            SET credits_posted = a.credits_posted - greatest(p_amounts[l], 0),
                debits_posted = a.debits_posted + least(p_amounts[l], 0),
                version = a.version - 1
            WHERE a.id = p_accounts[l];
    END LOOP;
    IF v_stored THEN
        RETURN v_reason;
    END IF;
    -- A statement of its own, so it sees what a competitor with the same id has just committed. Served by the primary key.
    SELECT CASE WHEN k.request_hash = p_hash THEN '=' || coalesce(k.outcome, 'posted') ELSE 'ID_REUSED' END
        INTO v_known FROM ledger_transfer k WHERE k.id = p_id;
    RETURN coalesce(v_known, v_reason);
END
$$;

-- Posts (or, where p_expires is set, holds) transfers in order; one row of the answer for each. The accounts come once each,
-- those that are not hot first; p_legs says how many of the leg arrays belong to each transfer.
-- p_known_only: the id lies outside the window, so it may only replay.
CREATE FUNCTION ledger_post(
    p_ids uuid[], p_kinds text[], p_currencies text[], p_cause_kinds text[], p_cause_ids uuid[],
    p_effective timestamptz[], p_expires timestamptz[], p_hashes bytea[], p_known_only boolean[], p_legs int[],
    p_leg_accounts int[], p_leg_amounts bigint[],
    p_account_kinds text[], p_account_owners uuid[], p_account_currencies text[],
    p_sides int[], p_floored boolean[], p_hot boolean[], p_booked timestamptz)
    RETURNS TABLE (outcome text, replayed boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    v_stopped text[];
    v_row record;
    v_found int := 0;
    v_id bigint[];
    v_balance bigint[];
    v_available bigint[];
    v_floor bigint[];
    v_version bigint[];
    v_closed boolean[];
    v_credits bigint[] := array_fill(0::bigint, ARRAY[cardinality(p_sides)]);
    v_debits bigint[] := v_credits;
    v_credits_pending bigint[] := v_credits;
    v_debits_pending bigint[] := v_credits;
    v_entries bigint[] := v_credits;
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
    v_verdict text;
    v_known record;
BEGIN
    -- All locks at once, ascending. Rows of hot accounts are read, never locked. Served by UNIQUE (owner, kind, currency).
    FOR v_round IN 1..2 LOOP
        FOR v_row IN
            SELECT k.n, a.id, a.credits_posted - a.debits_posted AS balance, a.version, a.floor_micros,
                   a.credits_posted - a.debits_posted - a.debits_pending AS available,
                   (a.frozen_at IS NOT NULL OR a.closed_at IS NOT NULL) AS closed
            FROM unnest(p_account_kinds, p_account_owners, p_account_currencies, p_hot)
                     WITH ORDINALITY AS k (kind, owner, currency, hot, n)
            JOIN ledger_account a ON a.owner = k.owner AND a.kind = k.kind AND a.currency = k.currency
            WHERE NOT k.hot
            ORDER BY a.id
            FOR NO KEY UPDATE OF a
        LOOP
            v_found := v_found + 1;
            v_id[v_row.n] := v_row.id;
            v_balance[v_row.n] := v_row.balance;
            v_available[v_row.n] := v_row.available;
            v_floor[v_row.n] := v_row.floor_micros;
            v_version[v_row.n] := v_row.version;
            v_closed[v_row.n] := v_row.closed;
        END LOOP;
        IF v_found < cardinality(p_hot) AND p_hot[cardinality(p_hot)] THEN
            FOR v_row IN
                SELECT k.n, a.id, (a.frozen_at IS NOT NULL OR a.closed_at IS NOT NULL) AS closed
                FROM unnest(p_account_kinds, p_account_owners, p_account_currencies, p_hot)
                         WITH ORDINALITY AS k (kind, owner, currency, hot, n)
                JOIN ledger_account a ON a.owner = k.owner AND a.kind = k.kind AND a.currency = k.currency
                WHERE k.hot
            LOOP
                v_found := v_found + 1;
                v_id[v_row.n] := v_row.id;
                v_closed[v_row.n] := v_row.closed;
            END LOOP;
        END IF;
        EXIT WHEN v_found = cardinality(p_hot);
        IF v_round = 2 THEN
            RAISE EXCEPTION 'Accounts are missing that have just been made';
        END IF;
        v_found := 0;
        INSERT INTO ledger_account (kind, owner, currency, side, floor_micros, hot)
            SELECT k.kind, k.owner, k.currency, k.side, CASE WHEN k.floored THEN 0 END, k.hot
            FROM unnest(p_account_kinds, p_account_owners, p_account_currencies, p_sides, p_floored, p_hot)
                     AS k (kind, owner, currency, side, floored, hot)
            ORDER BY k.kind, k.owner, k.currency
            ON CONFLICT DO NOTHING;
    END LOOP;

    SELECT array_agg(currency) INTO v_stopped FROM ledger_stopped_currency WHERE resumed_at IS NULL;

    FOR t IN 1..cardinality(p_ids) LOOP
        v_last := v_first + p_legs[t] - 1;
        v_verdict := NULL;
        v_sum := 0;
        FOR l IN v_first..v_last LOOP
            v_account := p_leg_accounts[l];
            v_amount := p_leg_amounts[l];
            v_sum := v_sum + v_amount;
            IF p_account_currencies[v_account] <> p_currencies[t] THEN
                RAISE EXCEPTION 'Transfer % mixes currencies', p_ids[t];
            ELSIF v_closed[v_account] THEN
                v_verdict := 'ACCOUNT_CLOSED';
            ELSIF v_verdict IS NULL AND v_amount < 0 AND v_available[v_account] + v_amount < v_floor[v_account] THEN
                v_verdict := 'INSUFFICIENT_FUNDS';
            END IF;
        END LOOP;
        IF v_sum <> 0 THEN
            RAISE EXCEPTION 'Transfer % does not balance', p_ids[t];
        END IF;
        IF p_known_only[t] THEN
            v_verdict := 'ID_OUT_OF_WINDOW';
        ELSIF p_currencies[t] = ANY (v_stopped) THEN
            v_verdict := 'CURRENCY_STOPPED';
        END IF;

        replayed := true;
        IF v_verdict IS NULL OR v_verdict = 'INSUFFICIENT_FUNDS' THEN
            INSERT INTO ledger_transfer
                (id, kind, state, outcome, currency, cause_kind, cause_id, effective_at, booked_at, request_hash)
                VALUES (p_ids[t], p_kinds[t],
                    CASE WHEN v_verdict IS NOT NULL THEN 'rejected' WHEN p_expires[t] IS NULL THEN 'posted' ELSE 'pending' END,
                    v_verdict, p_currencies[t], p_cause_kinds[t], p_cause_ids[t], p_effective[t], p_booked, p_hashes[t])
                ON CONFLICT DO NOTHING;
            replayed := NOT FOUND;
        END IF;
        IF replayed THEN
            -- Served by the primary key; a statement of its own, so it sees what a competitor has just committed.
            SELECT k.request_hash, k.outcome INTO v_known FROM ledger_transfer k WHERE k.id = p_ids[t];
            IF NOT FOUND THEN
                replayed := false;
            ELSIF v_known.request_hash = p_hashes[t] THEN
                v_verdict := v_known.outcome;
            ELSE
                v_verdict := 'ID_REUSED';
            END IF;
        ELSIF v_verdict IS NULL THEN
            FOR l IN v_first..v_last LOOP
                v_account := p_leg_accounts[l];
                v_amount := p_leg_amounts[l];
                IF p_expires[t] IS NOT NULL THEN
                    IF v_amount > 0 THEN
                        v_credits_pending[v_account] := v_credits_pending[v_account] + v_amount;
                    ELSE
                        v_debits_pending[v_account] := v_debits_pending[v_account] - v_amount;
                    END IF;
                    v_available[v_account] := v_available[v_account] + least(v_amount, 0);
                    CONTINUE;
                END IF;
                IF NOT p_hot[v_account] THEN
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
                e_account := e_account || v_id[v_account];
                e_amount := e_amount || v_amount;
                e_version := e_version || v_version[v_account];
                e_balance := e_balance || v_balance[v_account];
            END LOOP;
            IF p_expires[t] IS NOT NULL THEN
                INSERT INTO ledger_hold (transfer_id, state, currency, expires_at, account_ids, amounts)
                    SELECT p_ids[t], 'open', p_currencies[t], p_expires[t],
                           array_agg(v_id[p_leg_accounts[l]] ORDER BY l), p_leg_amounts[v_first:v_last]
                    FROM generate_series(v_first, v_last) l;
            END IF;
        END IF;
        outcome := v_verdict;
        RETURN NEXT;
        v_first := v_last + 1;
    END LOOP;

    -- Relative, by primary key, of rows that are locked already; the floor's CHECK sees the result.
    UPDATE ledger_account a
        SET credits_posted = a.credits_posted + d.credits, debits_posted = a.debits_posted + d.debits,
            credits_pending = a.credits_pending + d.credits_pending, debits_pending = a.debits_pending + d.debits_pending,
            version = a.version + d.entries
        FROM unnest(v_id, v_credits, v_debits, v_credits_pending, v_debits_pending, v_entries, p_hot)
                 AS d (id, credits, debits, credits_pending, debits_pending, entries, hot)
        WHERE a.id = d.id AND NOT d.hot AND (d.entries > 0 OR d.credits_pending > 0 OR d.debits_pending > 0);
    INSERT INTO ledger_entry (transfer_id, leg, account_id, amount, version, balance_after)
        SELECT * FROM unnest(e_transfer, e_leg, e_account, e_amount, e_version, e_balance);
END
$$;

-- Ends a hold: by posting all or part of it (p_state 'settles'), or nothing ('releases', 'expires').
CREATE FUNCTION ledger_end_hold(
    p_id uuid, p_hold uuid, p_state text, p_amount bigint, p_currency text, p_hash bytea, p_known_only boolean,
    p_effective timestamptz, p_booked timestamptz)
    RETURNS TABLE (outcome text, replayed boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    v_known record;
    v_hold ledger_hold;
    v_held bigint;
    v_closed boolean;
BEGIN
    replayed := false;
    -- The hold before its accounts, always: so two endings queue at the hold. Served by the primary key.
    SELECT * INTO v_hold FROM ledger_hold WHERE transfer_id = p_hold FOR UPDATE;
    SELECT k.request_hash, k.outcome INTO v_known FROM ledger_transfer k WHERE k.id = p_id;
    IF v_known.request_hash IS NOT NULL THEN
        IF v_known.request_hash = p_hash THEN
            outcome := v_known.outcome;
            replayed := true;
        ELSE
            outcome := 'ID_REUSED';
        END IF;
        RETURN NEXT;
        RETURN;
    END IF;
    v_held := (SELECT sum(m) FROM unnest(v_hold.amounts) m WHERE m > 0);
    outcome := CASE
        WHEN p_known_only THEN 'ID_OUT_OF_WINDOW'
        WHEN v_hold.transfer_id IS NULL THEN 'HOLD_UNKNOWN'
        WHEN v_hold.state <> 'open' THEN 'HOLD_ENDED'
        WHEN EXISTS (SELECT FROM ledger_stopped_currency s WHERE s.currency = v_hold.currency AND s.resumed_at IS NULL)
            THEN 'CURRENCY_STOPPED'
        WHEN p_state = 'settles' AND v_hold.expires_at <= p_booked THEN 'HOLD_ENDED'
        WHEN p_state = 'settles' AND p_currency <> v_hold.currency THEN 'NOT_BALANCED'
        WHEN p_state = 'settles' AND p_amount > v_held THEN 'HOLD_EXCEEDED'
        WHEN p_state = 'settles' AND p_amount < v_held AND cardinality(v_hold.amounts) > 2 THEN 'NOT_BALANCED'
    END;
    IF outcome IS NOT NULL THEN
        RETURN NEXT;
        RETURN;
    END IF;
    -- Ascending, by primary key.
    PERFORM FROM ledger_account a WHERE a.id = ANY (v_hold.account_ids) AND NOT a.hot ORDER BY a.id FOR NO KEY UPDATE;
    IF p_state = 'settles' AND EXISTS (SELECT FROM ledger_account a WHERE a.id = ANY (v_hold.account_ids)
            AND (a.frozen_at IS NOT NULL OR a.closed_at IS NOT NULL)) THEN
        outcome := 'ACCOUNT_CLOSED';
        RETURN NEXT;
        RETURN;
    END IF;
    INSERT INTO ledger_transfer
        (id, kind, state, hold_id, currency, cause_kind, cause_id, effective_at, booked_at, request_hash)
        SELECT p_id, h.kind, p_state, p_hold, h.currency, h.cause_kind, h.cause_id, p_effective, p_booked, p_hash
        FROM ledger_transfer h WHERE h.id = p_hold
        ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        -- Only another use of the same id can have come between, and that did not end this hold.
        outcome := 'ID_REUSED';
        RETURN NEXT;
        RETURN;
    END IF;
    WITH leg AS (
        SELECT u.account_id, u.amount AS held, u.n - 1 AS leg,
               CASE WHEN p_state = 'settles' THEN CASE WHEN p_amount = v_held THEN u.amount ELSE sign(u.amount)::bigint * p_amount END
                    ELSE 0 END AS amount
        FROM unnest(v_hold.account_ids, v_hold.amounts) WITH ORDINALITY AS u (account_id, amount, n)
    ), moved AS (
        UPDATE ledger_account a
            SET credits_pending = a.credits_pending - greatest(leg.held, 0),
                debits_pending = a.debits_pending + least(leg.held, 0),
                credits_posted = a.credits_posted + greatest(leg.amount, 0),
                debits_posted = a.debits_posted - least(leg.amount, 0),
                version = a.version + CASE WHEN leg.amount = 0 THEN 0 ELSE 1 END
            FROM leg WHERE a.id = leg.account_id AND NOT a.hot
            RETURNING a.id, a.version, a.credits_posted - a.debits_posted AS balance
    )
    INSERT INTO ledger_entry (transfer_id, leg, account_id, amount, version, balance_after)
        SELECT p_id, leg.leg, leg.account_id, leg.amount, moved.version, moved.balance
        FROM leg LEFT JOIN moved ON moved.id = leg.account_id WHERE leg.amount <> 0;
    UPDATE ledger_hold SET ended_by = p_id,
        state = CASE p_state WHEN 'settles' THEN 'settled' WHEN 'releases' THEN 'released' ELSE 'expired' END
        WHERE transfer_id = p_hold;
    RETURN NEXT;
END
$$;

-- Folds what is certainly committed into the counters of hot accounts: entries of transactions below the horizon. A reader
-- adds the tail from rolled_xid on, in the same statement, and so is exact at every moment. Returns the entries folded.
CREATE FUNCTION ledger_roll_up() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_horizon xid8;
    v_account record;
    v_tail record;
    v_folded bigint := 0;
BEGIN
    INSERT INTO ledger_hot_rollup (account_id, rolled_xid, entries)
        SELECT id, '0', 0 FROM ledger_account WHERE hot ORDER BY id ON CONFLICT DO NOTHING;
    FOR v_account IN SELECT account_id, rolled_xid FROM ledger_hot_rollup ORDER BY account_id FOR UPDATE SKIP LOCKED LOOP
        v_horizon := pg_snapshot_xmin(pg_current_snapshot());
        -- Served by ledger_entry_account.
        SELECT count(*) AS entries, coalesce(sum(amount) FILTER (WHERE amount > 0), 0)::bigint AS credits,
               coalesce(-sum(amount) FILTER (WHERE amount < 0), 0)::bigint AS debits
            INTO v_tail FROM ledger_entry
            WHERE account_id = v_account.account_id AND version IS NULL
              AND xid >= v_account.rolled_xid AND xid < v_horizon;
        CONTINUE WHEN v_tail.entries = 0;
        UPDATE ledger_account
            SET credits_posted = credits_posted + v_tail.credits, debits_posted = debits_posted + v_tail.debits
            WHERE id = v_account.account_id;
        UPDATE ledger_hot_rollup SET rolled_xid = v_horizon, entries = entries + v_tail.entries
            WHERE account_id = v_account.account_id;
        v_folded := v_folded + v_tail.entries;
    END LOOP;
    RETURN v_folded;
END
$$;

-- Locks the hold that has run out first, for the expiry; null when there is none. Served by ledger_hold_expiry.
CREATE FUNCTION ledger_next_to_expire(p_now timestamptz) RETURNS uuid
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT h.transfer_id FROM ledger_hold h
    WHERE h.state = 'open' AND h.expires_at <= p_now
      AND NOT EXISTS (SELECT FROM ledger_stopped_currency s WHERE s.currency = h.currency AND s.resumed_at IS NULL)
    ORDER BY h.expires_at LIMIT 1 FOR UPDATE SKIP LOCKED
$$;
