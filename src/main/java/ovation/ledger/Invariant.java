package ovation.ledger;

/**
 * What must hold in every committed state, each as queries for what breaks it: {@code currency, what}; one over everything, one
 * over what is new. {@code docs/money.md} explains them. I2 to I5 over everything are answered together ({@link #ACCOUNTS}).
 */
enum Invariant {
    I1(
            "The entries of a transfer are of its currency and sum to zero; only what moves money has any",
            """
            SELECT coalesce(t.currency, e.currency) AS currency,
                   'transfer ' || coalesce(t.id, e.transfer_id) || ' is ' || coalesce(t.state, 'missing')
                       || ' with ' || coalesce(e.legs, 0) || ' entries that sum to ' || coalesce(e.total, 0) AS what
            FROM ledger_transfer t
            FULL JOIN (
                SELECT e.transfer_id, sum(e.amount) AS total, count(*) AS legs, min(a.currency) AS currency,
                       max(a.currency) AS other, count(a.id) AS accounts
                FROM ledger_entry e LEFT JOIN ledger_account a ON a.id = e.account_id
                GROUP BY e.transfer_id
            ) e ON e.transfer_id = t.id
            WHERE t.id IS NULL OR e.total <> 0 OR e.legs < 2 OR e.accounts < e.legs
               OR e.currency <> t.currency OR e.other <> t.currency
               OR (t.state IN ('posted', 'settles')) <> (e.transfer_id IS NOT NULL)
            """,
            Recent.NEW + """
            SELECT t.currency, 'transfer ' || t.id || ' is ' || t.state || ' with ' || e.legs || ' entries that sum to '
                       || coalesce(e.total, 0) AS what
            FROM fresh t JOIN LATERAL (
                SELECT sum(e.amount) AS total, count(*) AS legs, count(*) FILTER (WHERE a.currency = t.currency) AS accounts
                FROM ledger_entry e LEFT JOIN ledger_account a ON a.id = e.account_id
                WHERE e.transfer_id = t.id
            ) e ON true
            WHERE CASE WHEN t.state IN ('posted', 'settles') THEN e.legs < 2 OR e.total <> 0 OR e.accounts < e.legs
                       ELSE e.legs > 0 END
            """),
    I2("Over all accounts of a currency credits equal debits, posted and pending", Recent.SUMS, Recent.SUMS),
    I3(
            "An account's counters are the sums of its entries; a hot one's of those that are rolled up",
            "",
            Recent.MOVED + """
            SELECT a.currency, 'account ' || a.id || ' counts ' || a.credits_posted - a.debits_posted || ', its last entry '
                       || coalesce(e.balance_after, 0) AS what
            FROM (SELECT DISTINCT account_id FROM moved) m
            JOIN ledger_account a ON a.id = m.account_id AND NOT a.hot
            LEFT JOIN LATERAL (
                SELECT version, balance_after FROM ledger_entry e
                WHERE e.account_id = a.id AND e.version IS NOT NULL ORDER BY e.version DESC LIMIT 1
            ) e ON true
            WHERE e.version IS DISTINCT FROM a.version OR e.balance_after IS DISTINCT FROM a.credits_posted - a.debits_posted
            """),
    I4("What is available of a floored account is never below its floor", "", """
            SELECT currency, 'account ' || id || ' is below its floor' AS what
            FROM ledger_account
            WHERE credits_posted - debits_posted - debits_pending < floor_micros
            """),
    I5(
            "Versions of an account run from 1 without gaps, each with the running balance; a hot account has none",
            "",
            Recent.MOVED + """
            SELECT a.currency, 'account ' || a.id || ' has version ' || coalesce(e.version::text, 'null')
                       || ' out of order or with another balance' AS what
            FROM (
                SELECT m.*, lag(version) OVER w AS version_before, lag(balance_after) OVER w AS balance_before
                FROM moved m WINDOW w AS (PARTITION BY account_id ORDER BY version)
            ) e JOIN ledger_account a ON a.id = e.account_id
            WHERE a.hot = (e.version IS NOT NULL)
               OR NOT a.hot AND CASE
                    WHEN e.version = 1 THEN e.balance_after <> e.amount
                    WHEN e.version_before = e.version - 1 THEN e.balance_before <> e.balance_after - e.amount
                    ELSE NOT EXISTS (
                        SELECT FROM ledger_entry p WHERE p.account_id = e.account_id AND p.version = e.version - 1
                            AND p.balance_after = e.balance_after - e.amount)
                  END
            """),
    I6("An id has one outcome", """
            SELECT min(currency) AS currency, 'transfer ' || id || ' is there ' || count(*) || ' times' AS what
            FROM ledger_transfer GROUP BY id HAVING count(*) > 1
            """, Recent.NEW + """
            SELECT min(currency) AS currency, 'transfer ' || id || ' is there ' || count(*) || ' times' AS what
            FROM fresh GROUP BY id HAVING count(*) > 1
            """),
    I7(
            "A hold ends once, posts at most what it held, and the open ones are what the counters say is pending",
            """
            SELECT coalesce(h.currency, t.currency) AS currency, 'hold ' || coalesce(h.transfer_id, t.id) || ' is '
                       || coalesce(h.state, 'missing') || ' with ' || coalesce(e.endings, 0) || ' endings' AS what
            FROM ledger_hold h
            FULL JOIN (SELECT id, currency FROM ledger_transfer WHERE state = 'pending') t ON t.id = h.transfer_id
            LEFT JOIN (
                SELECT hold_id, count(*) AS endings, min(state) AS state, min(id::text)::uuid AS id
                FROM ledger_transfer WHERE hold_id IS NOT NULL GROUP BY hold_id
            ) e ON e.hold_id = h.transfer_id
            WHERE h.transfer_id IS NULL OR t.id IS NULL
               OR coalesce(e.endings, 0) <> CASE h.state WHEN 'open' THEN 0 ELSE 1 END
               OR e.id <> h.ended_by
               OR e.state <> CASE h.state WHEN 'settled' THEN 'settles' WHEN 'released' THEN 'releases' ELSE 'expires' END
            UNION ALL
            SELECT t.currency, 'transfer ' || t.id || ' settles more than its hold' AS what
            FROM ledger_transfer t JOIN ledger_hold h ON h.transfer_id = t.hold_id
            WHERE t.state = 'settles'
              AND (SELECT sum(e.amount) FROM ledger_entry e WHERE e.transfer_id = t.id AND e.amount > 0)
                  > (SELECT sum(m) FROM unnest(h.amounts) m WHERE m > 0)
            UNION ALL
            """ + Recent.PENDING,
            Recent.NEW + """
            SELECT t.currency, 'hold ' || t.id || ' is missing' AS what
            FROM fresh t WHERE t.state = 'pending' AND NOT EXISTS (SELECT FROM ledger_hold h WHERE h.transfer_id = t.id)
            UNION ALL
            SELECT t.currency, 'hold ' || t.hold_id || ' is ' || coalesce(h.state, 'missing') || ', transfer ' || t.id
                       || ' ' || t.state || ' it' AS what
            FROM fresh t LEFT JOIN ledger_hold h ON h.transfer_id = t.hold_id
            WHERE t.hold_id IS NOT NULL AND (h.ended_by IS DISTINCT FROM t.id
               OR h.state <> CASE t.state WHEN 'settles' THEN 'settled' WHEN 'releases' THEN 'released' ELSE 'expired' END
               OR (SELECT coalesce(sum(e.amount), 0) FROM ledger_entry e WHERE e.transfer_id = t.id AND e.amount > 0)
                  > (SELECT sum(m) FROM unnest(h.amounts) m WHERE m > 0))
            UNION ALL
            """ + Recent.PENDING),
    I8(
            "A reversal (its cause is the transfer) undoes at most the original, once",
            """
            SELECT t.currency, 'transfer ' || t.id || ' reverses ' || t.cause_id || ' twice or beyond' AS what
            FROM ledger_transfer t WHERE""" + Recent.REVERSES,
            Recent.NEW + """
            SELECT t.currency, 'transfer ' || t.id || ' reverses ' || t.cause_id || ' twice or beyond' AS what
            FROM fresh t WHERE""" + Recent.REVERSES),
    I13(
            "Nothing is dated in a closed month after its close, and the hash of its trial balance stays",
            """
            WITH ends AS MATERIALIZED (
                SELECT array_agg(ends_at ORDER BY month) AS ends, array_agg(month ORDER BY month) AS months
                FROM ledger_period WHERE state = 'closed'
            ), dated AS (
                SELECT ends.months[width_bucket(t.effective_at, ends.ends) + 1] AS month, e.account_id,
                       coalesce(-sum(e.amount) FILTER (WHERE e.amount < 0), 0) AS debits,
                       coalesce(sum(e.amount) FILTER (WHERE e.amount > 0), 0) AS credits
                FROM ends, ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id
                WHERE t.effective_at < (SELECT max(ends_at) FROM ledger_period WHERE state = 'closed')
                GROUP BY 1, 2
            ), kept AS (
                SELECT month, account_id, debits - lag(debits, 1, 0::bigint) OVER w AS debits,
                       credits - lag(credits, 1, 0::bigint) OVER w AS credits
                FROM ledger_snapshot WINDOW w AS (PARTITION BY account_id ORDER BY month)
            )
            SELECT a.currency, to_char(coalesce(d.month, k.month), 'YYYY-MM') || ' is closed, and account ' || a.id
                       || ' moved ' || coalesce(d.debits, 0) || ' and ' || coalesce(d.credits, 0) || ' in it, at its close '
                       || coalesce(k.debits, 0) || ' and ' || coalesce(k.credits, 0) AS what
            FROM dated d FULL JOIN kept k ON k.month = d.month AND k.account_id = d.account_id
            JOIN ledger_account a ON a.id = coalesce(d.account_id, k.account_id)
            WHERE coalesce(d.debits, 0) <> coalesce(k.debits, 0) OR coalesce(d.credits, 0) <> coalesce(k.credits, 0)
            UNION ALL
            """ + Recent.PERIOD_HASHES,
            Recent.NEW + """
            SELECT t.currency, 'transfer ' || t.id || ' is dated in ' || to_char(p.month, 'YYYY-MM') || ', which was closed' AS what
            FROM fresh t JOIN ledger_period p ON p.state = 'closed' AND t.effective_at < p.ends_at
                AND t.xid::text::bigint > p.through_xid
            """),
    I17(
            "What was refused has left nothing behind but its refusal, and nothing is added to a transfer afterwards",
            """
            SELECT t.currency, 'transfer ' || t.id || ' was refused, and yet left something' AS what
            FROM ledger_transfer t WHERE t.state = 'rejected'
              AND (EXISTS (SELECT FROM ledger_entry e WHERE e.transfer_id = t.id)
                OR EXISTS (SELECT FROM ledger_hold h WHERE h.transfer_id = t.id OR h.ended_by = t.id))
            UNION ALL
            SELECT t.currency, 'transfer ' || t.id || ' has entries of another transaction' AS what
            FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id WHERE e.xid <> t.xid
            """,
            Recent.NEW + """
            SELECT t.currency, 'transfer ' || t.id || ' was refused, and yet left something' AS what
            FROM fresh t WHERE t.state = 'rejected'
              AND (EXISTS (SELECT FROM ledger_entry e WHERE e.transfer_id = t.id)
                OR EXISTS (SELECT FROM ledger_hold h WHERE h.transfer_id = t.id))
            UNION ALL
            SELECT t.currency, 'transfer ' || t.id || ' has entries of another transaction' AS what
            FROM fresh t JOIN ledger_entry e ON e.transfer_id = t.id WHERE e.xid <> t.xid
            """);

    /**
     * I2 to I5 of every account in one pass over the entries: {@code invariant, currency, what}. I5 without sorting: an entry leads
     * from (version - 1, balance before) to (version, balance after). If all of these together begin at (0, 0), end where the
     * account stands, and each place that is reached is left again, they are one path: versions cannot go in circles. That the
     * reached and the left are the same is seen by the sums of their hashes.
     */
    static final String ACCOUNTS = """
            WITH e AS MATERIALIZED (
                SELECT e.account_id, count(*) AS entries,
                       coalesce(sum(e.amount) FILTER (WHERE e.amount > 0 AND (e.version IS NOT NULL OR e.xid < r.rolled_xid)), 0) AS credits,
                       coalesce(-sum(e.amount) FILTER (WHERE e.amount < 0 AND (e.version IS NOT NULL OR e.xid < r.rolled_xid)), 0) AS debits,
                       count(*) FILTER (WHERE e.version IS NULL AND e.xid < r.rolled_xid) AS rolled,
                       count(e.version) AS versions, min(e.version) AS first, max(e.version) AS last, min(e.balance_after) AS lowest,
                       sum(hashint8extended(e.balance_after, e.version)) AS reached,
                       sum(hashint8extended(e.balance_after - e.amount, e.version - 1)) AS left_
                FROM ledger_entry e LEFT JOIN ledger_hot_rollup r ON r.account_id = e.account_id
                GROUP BY e.account_id
            )
            SELECT 'I3' AS invariant, a.currency, 'account ' || a.id || ' counts ' || a.credits_posted || ' and '
                       || a.debits_posted || ', its entries ' || coalesce(e.credits, 0) || ' and ' || coalesce(e.debits, 0) AS what
            FROM ledger_account a LEFT JOIN e ON e.account_id = a.id LEFT JOIN ledger_hot_rollup r ON r.account_id = a.id
            WHERE a.credits_posted <> coalesce(e.credits, 0) OR a.debits_posted <> coalesce(e.debits, 0)
               OR a.hot AND coalesce(r.entries, 0) <> coalesce(e.rolled, 0)
            UNION ALL
            SELECT 'I4', a.currency, 'account ' || a.id || ' is or was below its floor'
            FROM ledger_account a LEFT JOIN e ON e.account_id = a.id
            WHERE a.credits_posted - a.debits_posted - a.debits_pending < a.floor_micros OR e.lowest < a.floor_micros
            UNION ALL
            SELECT 'I5', a.currency, 'account ' || a.id || ' has ' || a.version || ' versions and ' || coalesce(e.versions, 0)
                       || ' entries with one, or some out of order or with another balance'
            FROM ledger_account a LEFT JOIN e ON e.account_id = a.id
            WHERE a.version <> coalesce(e.versions, 0)
               OR NOT a.hot AND e.entries > 0 AND (e.versions <> e.entries OR e.first <> 1 OR e.last <> a.version
                    OR e.reached + hashint8extended(0, 0)
                       IS DISTINCT FROM e.left_ + hashint8extended(a.credits_posted - a.debits_posted, a.version))
            UNION ALL
            SELECT 'I3', 'XXX', 'entries name account ' || e.account_id || ', which does not exist'
            FROM e WHERE NOT EXISTS (SELECT FROM ledger_account a WHERE a.id = e.account_id)
            """;

    private final String rule;
    private final String breaks;
    private final String recent;

    Invariant(String rule, String breaks, String recent) {
        this.rule = rule;
        this.breaks = breaks;
        this.recent = recent;
    }

    String rule() {
        return rule;
    }

    boolean ofAccounts() {
        return breaks.isEmpty();
    }

    /** The first 20 rows that break it, over everything. */
    String breaks() {
        return "SELECT currency, what FROM (" + breaks + ") broken LIMIT 20";
    }

    /** The same over transfers of transactions {@code :after < xid < :until}, and what they touched. */
    String recentBreaks() {
        return "SELECT currency, what FROM (" + recent + ") broken LIMIT 20";
    }

    boolean asksForNew() {
        return recent.contains(":after");
    }

    /** What the queries share; a class of its own, because an enum's constants come before its fields. */
    private static final class Recent {

        /** Served by ledger_transfer_xid. */
        static final String NEW = """
                WITH fresh AS MATERIALIZED (
                    SELECT t.* FROM ledger_transfer t WHERE t.xid::text::bigint > :after AND t.xid::text::bigint < :until
                )
                """;

        /** Served by the key of the entries. */
        static final String MOVED = NEW + """
                , moved AS MATERIALIZED (SELECT e.* FROM fresh t JOIN ledger_entry e ON e.transfer_id = t.id)
                """;

        static final String SUMS = """
                SELECT a.currency, 'credits exceed debits by ' || sum(a.credits_posted - a.debits_posted + coalesce(tail.amount, 0)) AS what
                FROM ledger_account a
                LEFT JOIN LATERAL (
                    SELECT sum(e.amount) AS amount FROM ledger_entry e
                    WHERE e.account_id = a.id AND e.version IS NULL
                      AND e.xid >= coalesce((SELECT r.rolled_xid FROM ledger_hot_rollup r WHERE r.account_id = a.id), '0'::xid8)
                ) tail ON a.hot
                GROUP BY a.currency
                HAVING sum(a.credits_posted - a.debits_posted + coalesce(tail.amount, 0)) <> 0
                UNION ALL
                SELECT h.currency, 'hold ' || h.transfer_id || ' sums to ' || (SELECT sum(m) FROM unnest(h.amounts) m)
                FROM ledger_hold h WHERE h.state = 'open' AND (SELECT sum(m) FROM unnest(h.amounts) m) <> 0
                """;

        static final String PENDING = """
                SELECT a.currency, 'account ' || a.id || ' has other pending amounts than its open holds' AS what
                FROM ledger_account a
                LEFT JOIN (
                    SELECT l.account_id, sum(greatest(l.amount, 0)) AS credits, -sum(least(l.amount, 0)) AS debits
                    FROM ledger_hold h, unnest(h.account_ids, h.amounts) AS l (account_id, amount)
                    WHERE h.state = 'open' GROUP BY l.account_id
                ) l ON l.account_id = a.id
                WHERE NOT a.hot AND (a.credits_pending <> coalesce(l.credits, 0) OR a.debits_pending <> coalesce(l.debits, 0))
                """;

        /** Served by ledger_transfer_reverses and the key of the entries. */
        static final String REVERSES = """

                t.cause_kind = 'transfer' AND t.state IN ('posted', 'settles')
                  AND (EXISTS (
                        SELECT FROM ledger_transfer o
                        WHERE o.cause_kind = 'transfer' AND o.cause_id = t.cause_id AND o.id <> t.id AND o.state IN ('posted', 'settles'))
                    OR EXISTS (
                        SELECT FROM ledger_entry e
                        LEFT JOIN ledger_entry o ON o.transfer_id = t.cause_id AND o.account_id = e.account_id
                        WHERE e.transfer_id = t.id
                          AND (o.amount IS NULL OR sign(e.amount) = sign(o.amount) OR abs(e.amount) > abs(o.amount))))
                """;

        static final String PERIOD_HASHES = """
                SELECT c.currency, 'the trial balance of ' || to_char(p.month, 'YYYY-MM') || ' no longer has its hash' AS what
                FROM ledger_period p, (SELECT DISTINCT currency FROM ledger_account) c
                WHERE p.state = 'closed' AND p.hash <> ledger_period_hash(p.month)
                """;
    }
}
