package ovation.ledger;

/**
 * What must hold in every committed state, each as a query for what breaks it: {@code currency, what}. They read whole tables,
 * all in one snapshot. {@code docs/money.md} explains them.
 */
enum Invariant {
    I1("The entries of a transfer are of its currency and sum to zero; only what moves money has any", """
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
            """),
    I2("Over all accounts of a currency credits equal debits, posted and pending", """
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
            """),
    I3("An account's counters are the sums of its entries; a hot one's of those that are rolled up", """
            SELECT a.currency, 'account ' || a.id || ' counts ' || a.credits_posted || ' and ' || a.debits_posted
                       || ', its entries ' || coalesce(e.credits, 0) || ' and ' || coalesce(e.debits, 0) AS what
            FROM ledger_account a
            LEFT JOIN ledger_hot_rollup r ON r.account_id = a.id
            LEFT JOIN (
                SELECT e.account_id, sum(greatest(e.amount, 0)) AS credits, -sum(least(e.amount, 0)) AS debits, count(*) AS entries
                FROM ledger_entry e LEFT JOIN ledger_hot_rollup r ON r.account_id = e.account_id
                WHERE e.version IS NOT NULL OR e.xid < r.rolled_xid
                GROUP BY e.account_id
            ) e ON e.account_id = a.id
            WHERE a.credits_posted <> coalesce(e.credits, 0) OR a.debits_posted <> coalesce(e.debits, 0)
               OR coalesce(r.entries, 0) <> CASE WHEN a.hot THEN coalesce(e.entries, 0) ELSE 0 END
            """),
    I4("What is available of a floored account is never below its floor", """
            SELECT currency, 'account ' || id || ' is below its floor' AS what
            FROM ledger_account
            WHERE credits_posted - debits_posted - debits_pending < floor_micros
            """),
    I5("Versions of an account run from 1 without gaps, each with the running balance; a hot account has none", """
            SELECT a.currency, 'account ' || a.id || ' has ' || a.version || ' versions and ' || coalesce(e.entries, 0)
                       || ' entries, ' || coalesce(e.wrong, 0) || ' of them out of order or with another balance' AS what
            FROM ledger_account a
            LEFT JOIN (
                SELECT account_id, count(*) AS entries,
                       count(*) FILTER (WHERE version <> place OR balance_after <> running) AS wrong
                FROM (
                    SELECT account_id, version, balance_after,
                           row_number() OVER (PARTITION BY account_id ORDER BY version) AS place,
                           sum(amount) OVER (PARTITION BY account_id ORDER BY version) AS running
                    FROM ledger_entry WHERE version IS NOT NULL
                ) every
                GROUP BY account_id
            ) e ON e.account_id = a.id
            WHERE a.version <> coalesce(e.entries, 0) OR e.wrong > 0
            UNION ALL
            SELECT a.currency, 'account ' || a.id || ' is not hot and has entries without a version'
            FROM ledger_account a
            WHERE NOT a.hot AND EXISTS (SELECT FROM ledger_entry e WHERE e.account_id = a.id AND e.version IS NULL)
            """),
    I6("An id has one outcome", """
            SELECT min(currency) AS currency, 'transfer ' || id || ' is there ' || count(*) || ' times' AS what
            FROM ledger_transfer GROUP BY id HAVING count(*) > 1
            """),
    I7("A hold ends once, posts at most what it held, and the open ones are what the counters say is pending", """
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
            SELECT a.currency, 'account ' || a.id || ' has other pending amounts than its open holds' AS what
            FROM ledger_account a
            LEFT JOIN (
                SELECT l.account_id, sum(greatest(l.amount, 0)) AS credits, -sum(least(l.amount, 0)) AS debits
                FROM ledger_hold h, unnest(h.account_ids, h.amounts) AS l (account_id, amount)
                WHERE h.state = 'open' GROUP BY l.account_id
            ) l ON l.account_id = a.id
            WHERE NOT a.hot AND (a.credits_pending <> coalesce(l.credits, 0) OR a.debits_pending <> coalesce(l.debits, 0))
            """),
    I8("A reversal (its cause is the transfer) undoes at most the original, once", """
            SELECT t.currency, 'transfer ' || t.id || ' reverses ' || t.cause_id || ' twice or beyond' AS what
            FROM ledger_transfer t
            WHERE t.cause_kind = 'transfer' AND t.state IN ('posted', 'settles')
              AND (EXISTS (
                    SELECT FROM ledger_transfer o
                    WHERE o.cause_kind = 'transfer' AND o.cause_id = t.cause_id AND o.id < t.id AND o.state IN ('posted', 'settles'))
                OR EXISTS (
                    SELECT FROM ledger_entry e
                    LEFT JOIN ledger_entry o ON o.transfer_id = t.cause_id AND o.account_id = e.account_id
                    WHERE e.transfer_id = t.id
                      AND (o.amount IS NULL OR sign(e.amount) = sign(o.amount) OR abs(e.amount) > abs(o.amount))))
            """);

    private final String rule;
    private final String breaks;

    Invariant(String rule, String breaks) {
        this.rule = rule;
        this.breaks = breaks;
    }

    String rule() {
        return rule;
    }

    /** The first 20 rows that break it. */
    String breaks() {
        return "SELECT currency, what FROM (" + breaks + ") broken LIMIT 20";
    }
}
