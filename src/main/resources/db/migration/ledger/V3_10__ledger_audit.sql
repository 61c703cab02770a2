-- What proves the books afterwards: the chain of seals, the closed months with their balances, and how far the checker is.

-- Which transactions a transfer belongs to, for the seals and the incremental check. Ranges of pages, not rows: it writes
-- nothing when a transfer is posted (measured: 0.5 us a row in batches of 500, no WAL; a btree would cost 0.8 us and 67 bytes).
-- There is no such index for xid8, hence the expression; rows come in almost in this order.
CREATE INDEX ledger_transfer_xid ON ledger_transfer USING brin ((xid::text::bigint)) WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX ledger_transfer_effective ON ledger_transfer USING brin (effective_at) WITH (pages_per_range = 32, autosummarize = on);
-- Only reversals are in it, so that others pay nothing.
CREATE INDEX ledger_transfer_reverses ON ledger_transfer (cause_id) WHERE cause_kind = 'transfer';

-- Each seal covers the transfers of the transactions after_xid < xid <= through_xid, all of which have ended, and the seal
-- before it. through_xid is bigint, because xid8 does not count.
CREATE TABLE ledger_seal (
    seq         bigint PRIMARY KEY,
    after_xid   bigint NOT NULL,
    through_xid bigint NOT NULL CHECK (through_xid > after_xid),
    transfers   bigint NOT NULL CHECK (transfers > 0),
    entries     bigint NOT NULL,
    content     bytea NOT NULL, -- SHA-256 over the rows' SHA-256 in the order of (xid, id)
    previous    bytea NOT NULL, -- the hash of the seal before; 32 zero bytes for the first
    hash        bytea NOT NULL,
    sealed_at   timestamptz NOT NULL
);

CREATE INDEX ledger_seal_through ON ledger_seal (through_xid);

-- A month, from the moment its close begins. The books take nothing that is dated before the end of the last one.
CREATE TABLE ledger_period (
    month       date PRIMARY KEY,
    ends_at     timestamptz NOT NULL, -- the first instant of the next month, UTC
    state       text NOT NULL CHECK (state IN ('closing', 'closed')),
    begun_at    timestamptz NOT NULL,
    begun_by    uuid NOT NULL,
    closed_at   timestamptz,
    through_xid bigint, -- the transaction that closed it: nothing of the month comes after
    transfers   bigint, -- dated in this month
    entries     bigint,
    accounts    bigint, -- in the trial balance
    hash        bytea, -- SHA-256 of the canonical trial balance
    CHECK ((state = 'closed') = (closed_at IS NOT NULL) AND (state = 'closed') = (hash IS NOT NULL))
);

-- Gross turnover of each account up to the end of a closed month, by effective date: where reckoning as of a day begins.
CREATE TABLE ledger_snapshot (
    month      date NOT NULL REFERENCES ledger_period,
    account_id bigint NOT NULL REFERENCES ledger_account,
    debits     bigint NOT NULL,
    credits    bigint NOT NULL,
    PRIMARY KEY (month, account_id)
);

-- How far the incremental check is, over all nodes; one row.
CREATE TABLE ledger_check_mark (
    one         boolean PRIMARY KEY DEFAULT true CHECK (one),
    through_xid bigint NOT NULL,
    seal        bigint NOT NULL,
    checked_at  timestamptz NOT NULL
);

-- The last run of each invariant, in full and of what was new.
CREATE TABLE ledger_check_run (
    scope       text NOT NULL CHECK (scope IN ('FULL', 'NEW')),
    invariant   text NOT NULL,
    checked_at  timestamptz NOT NULL,
    rows_checked bigint NOT NULL,
    took_micros bigint NOT NULL,
    breaks      int NOT NULL,
    what        text,
    PRIMARY KEY (scope, invariant)
);

CREATE TRIGGER ledger_seal_stays BEFORE UPDATE OR DELETE ON ledger_seal
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_seal_is_kept BEFORE TRUNCATE ON ledger_seal
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_snapshot_stays BEFORE UPDATE OR DELETE ON ledger_snapshot
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_snapshot_is_kept BEFORE TRUNCATE ON ledger_snapshot
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_period_stays BEFORE UPDATE OR DELETE ON ledger_period
    FOR EACH ROW WHEN (OLD.state = 'closed') EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_period_is_kept BEFORE TRUNCATE ON ledger_period
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

-- The canonical bytes of a row: PostgreSQL's binary form of all its columns, each with its type and length, so that no two
-- rows look alike and null is not empty. An entry names its account by what it is, not only by its number.
CREATE FUNCTION ledger_transfer_bytes(t ledger_transfer) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT record_send(ROW(t.id, t.kind, t.state, t.outcome, t.hold_id, t.currency, t.cause_kind, t.cause_id,
        t.effective_at, t.booked_at, t.request_hash, t.xid))
$$;

CREATE FUNCTION ledger_entry_bytes(e ledger_entry, p_kind text, p_owner uuid, p_currency text) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT record_send(ROW(e.transfer_id, e.leg, e.account_id, e.amount, e.version, e.balance_after, e.xid,
        p_kind, p_owner, p_currency))
$$;

CREATE FUNCTION ledger_seal_hash(p_seq bigint, p_after bigint, p_through bigint, p_transfers bigint, p_entries bigint,
    p_content bytea, p_previous bytea, p_sealed_at timestamptz) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(convert_to(concat_ws('|', 'ovation-seal-1', p_seq, p_after, p_through, p_transfers, p_entries,
        encode(p_content, 'hex'), encode(p_previous, 'hex'), (extract(epoch FROM p_sealed_at) * 1000000)::bigint), 'UTF8'))
$$;

-- What a seal over these transactions must contain. Served by ledger_transfer_xid and the keys of entries and accounts, and by
-- nothing else: where statistics are young the planner would read whole tables for each seal (measured on a loaded machine, 20,000 transfers: 6 s
-- instead of 1.1).
CREATE FUNCTION ledger_seal_content(p_after bigint, p_through bigint)
    RETURNS TABLE (transfers bigint, entries bigint, content bytea) LANGUAGE sql STABLE
    SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_material = off SET jit = off AS $$
    SELECT count(*), coalesce(sum(r.legs), 0)::bigint, sha256(coalesce(string_agg(r.hash, ''::bytea ORDER BY r.x, r.id), ''))
    FROM (
        SELECT t.xid::text::bigint AS x, t.id, e.legs, sha256(ledger_transfer_bytes(t) || coalesce(e.bytes, '')) AS hash
        FROM ledger_transfer t
        LEFT JOIN LATERAL (
            SELECT count(*) AS legs, string_agg(ledger_entry_bytes(e, a.kind, a.owner, a.currency), ''::bytea ORDER BY e.leg) AS bytes
            FROM ledger_entry e LEFT JOIN ledger_account a ON a.id = e.account_id
            WHERE e.transfer_id = t.id
        ) e ON true
        WHERE t.xid::text::bigint > p_after AND t.xid::text::bigint <= p_through
    ) r
$$;

-- Seals the next transactions that have certainly ended, at most about p_most transfers; null when there is nothing to seal
-- or another node is at it.
CREATE FUNCTION ledger_seal_next(p_most int, p_now timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_last ledger_seal;
    v_after bigint;
    v_horizon bigint;
    v_through bigint;
    v_content record;
    v_previous bytea;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('ledger_seal')) THEN
        RETURN NULL;
    END IF;
    SELECT * INTO v_last FROM ledger_seal ORDER BY seq DESC LIMIT 1;
    v_after := coalesce(v_last.through_xid, 0);
    v_previous := coalesce(v_last.hash, decode(repeat('00', 32), 'hex'));
    v_horizon := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    SELECT max(x) INTO v_through FROM (
        SELECT t.xid::text::bigint AS x FROM ledger_transfer t
        WHERE t.xid::text::bigint > v_after AND t.xid::text::bigint < v_horizon
        ORDER BY 1 LIMIT p_most
    ) next;
    IF v_through IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT * INTO v_content FROM ledger_seal_content(v_after, v_through);
    INSERT INTO ledger_seal (seq, after_xid, through_xid, transfers, entries, content, previous, hash, sealed_at)
        VALUES (coalesce(v_last.seq, 0) + 1, v_after, v_through, v_content.transfers, v_content.entries, v_content.content,
            v_previous,
            ledger_seal_hash(coalesce(v_last.seq, 0) + 1, v_after, v_through, v_content.transfers, v_content.entries,
                v_content.content, v_previous, p_now),
            p_now);
    RETURN coalesce(v_last.seq, 0) + 1;
END
$$;

-- Whether the books take nothing more that is dated then.
CREATE FUNCTION ledger_period_closed(p_effective timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(p_effective < (SELECT max(ends_at) FROM ledger_period), false)
$$;

-- The canonical trial balance up to the end of a month, from its snapshot: one line for each account.
CREATE FUNCTION ledger_period_hash(p_month date) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(convert_to('ovation-trial-balance-1|' || to_char(p_month, 'YYYY-MM') || E'\n' || coalesce(string_agg(
        concat_ws('|', a.currency, a.kind, a.owner, s.debits, s.credits) || E'\n', ''
        ORDER BY a.currency COLLATE "C", a.kind COLLATE "C", a.owner), ''), 'UTF8'))
    FROM ledger_snapshot s JOIN ledger_account a ON a.id = s.account_id WHERE s.month = p_month
$$;

-- The turnover of each account dated in a month, from the entries. Served by ledger_transfer_effective.
CREATE FUNCTION ledger_month_turnover(p_from timestamptz, p_until timestamptz)
    RETURNS TABLE (account_id bigint, debits bigint, credits bigint) LANGUAGE sql STABLE AS $$
    SELECT e.account_id, -coalesce(sum(e.amount) FILTER (WHERE e.amount < 0), 0)::bigint,
           coalesce(sum(e.amount) FILTER (WHERE e.amount > 0), 0)::bigint
    FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id
    WHERE t.effective_at >= p_from AND t.effective_at < p_until
    GROUP BY e.account_id
$$;

-- Begins a close: from its commit on nothing of the month is taken. False if it has begun already.
CREATE FUNCTION ledger_close_begin(p_month date, p_by uuid, p_now timestamptz) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
BEGIN
    INSERT INTO ledger_period (month, ends_at, state, begun_at, begun_by)
        VALUES (p_month, p_month + interval '1 month', 'closing', p_now, p_by) ON CONFLICT DO NOTHING;
    RETURN FOUND;
END
$$;

CREATE FUNCTION ledger_close_abandon(p_month date) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM ledger_period WHERE month = p_month AND state = 'closing'
$$;

-- Whether somebody is still at work who may have begun before the month was shut.
CREATE FUNCTION ledger_close_waits(p_shut_at timestamptz) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'
        AND pid <> pg_backend_pid() AND xact_start < p_shut_at)
$$;

-- Ends a close: balances, counts and hash, in one transaction. Null if the month is not being closed.
CREATE FUNCTION ledger_close_end(p_month date, p_now timestamptz) RETURNS bytea
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    v_before date;
    v_from timestamptz;
    v_until timestamptz;
    v_hash bytea;
BEGIN
    SELECT ends_at INTO v_until FROM ledger_period WHERE month = p_month AND state = 'closing' FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT max(month) INTO v_before FROM ledger_period WHERE month < p_month;
    v_from := coalesce(v_before + interval '1 month', '-infinity');
    INSERT INTO ledger_snapshot (month, account_id, debits, credits)
        SELECT p_month, account_id, sum(debits), sum(credits) FROM (
            SELECT account_id, debits, credits FROM ledger_snapshot WHERE month = v_before
            UNION ALL
            SELECT account_id, debits, credits FROM ledger_month_turnover(v_from, v_until)
        ) both_
        GROUP BY account_id ORDER BY account_id;
    v_hash := ledger_period_hash(p_month);
    UPDATE ledger_period p SET state = 'closed', closed_at = p_now, hash = v_hash,
            through_xid = pg_current_xact_id()::text::bigint,
            transfers = c.transfers, entries = c.entries,
            accounts = (SELECT count(*) FROM ledger_snapshot WHERE month = p_month)
        FROM (SELECT count(DISTINCT t.id) AS transfers, count(e.leg) AS entries
              FROM ledger_transfer t LEFT JOIN ledger_entry e ON e.transfer_id = t.id
              WHERE t.effective_at >= v_from AND t.effective_at < v_until) c
        WHERE p.month = p_month;
    RETURN v_hash;
END
$$;

DO $$
DECLARE
    v_function regprocedure;
BEGIN
    FOR v_function IN SELECT oid FROM pg_proc WHERE proname IN ('ledger_seal_next', 'ledger_close_begin', 'ledger_close_abandon',
                'ledger_close_waits', 'ledger_close_end') AND pronamespace = 'public'::regnamespace LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', v_function);
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ovation_app') THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO ovation_app', v_function);
        END IF;
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ovation_app') THEN
        REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ledger_seal, ledger_period, ledger_snapshot FROM ovation_app;
    END IF;
END
$$;
