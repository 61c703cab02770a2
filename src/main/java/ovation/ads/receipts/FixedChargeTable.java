package ovation.ads.receipts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Charges at a fixed price that are rows of a format's own table, so that they have receipts too. A bean each. Its methods are
 * not final: repositories are proxied.
 */
public abstract class FixedChargeTable implements FixedCharges {

    private final JdbcClient jdbc;
    private final String find;
    private final String newest;
    private final String sum;

    /**
     * @param find selects the charge {@code :id}
     * @param newest selects the first {@code :limit} charges of {@code :business} before ({@code :at}, {@code :id}), the newest first
     * @param sum selects what the transfer {@code :transfer} bills in sum, zero for those of others
     */
    protected FixedChargeTable(JdbcClient jdbc, String find, String newest, String sum) {
        this.jdbc = jdbc;
        this.find = find;
        this.newest = newest;
        this.sum = sum;
    }

    protected abstract FixedCharge charge(ResultSet row) throws SQLException;

    @Override
    public Optional<FixedCharge> find(UUID id) {
        return jdbc.sql(find)
                .param("id", id)
                .query((row, number) -> charge(row))
                .optional();
    }

    @Override
    public List<FixedCharge> of(UUID business, Before before, int limit) {
        return jdbc.sql(newest)
                .param("business", business)
                .param("at", Timestamp.from(before.chargedAt()))
                .param("id", before.id())
                .param("limit", limit)
                .query((row, number) -> charge(row))
                .list();
    }

    @Override
    public long sumOf(UUID transfer) {
        return jdbc.sql(sum).param("transfer", transfer).query(Long.class).single();
    }
}
