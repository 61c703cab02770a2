package ovation.ads.billing;

import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code ovation.ads.billing.*}.
 *
 * @param grantLimitMicros promotional credit above it needs two people
 * @param seller who issues invoices, one line
 * @param sellerCountry ISO 3166-1 alpha-2: sales there, and to businesses of the union without a VAT id, carry its VAT
 * @param sellerVatId on every invoice
 * @param vatPercent of the seller's country; prices and top-ups include it
 * @param invoiceAfter how long after a month's end its invoices are made: charges that commit late are in
 * @param invalidLookBack how long before a robot's mark its viewer's charges are taken back
 * @param invalidOpen how long after a mark charges that settle late are looked for
 */
@ConfigurationProperties("ovation.ads.billing")
record BillingSettings(
        @DefaultValue("500000000") long grantLimitMicros,

        @DefaultValue("Ovation Media GmbH, Lindenallee 4, 10115 Berlin")
        String seller,

        @DefaultValue("DE") String sellerCountry,
        @DefaultValue("DE000000000") String sellerVatId,
        @DefaultValue("19") BigDecimal vatPercent,
        @DefaultValue("2h") Duration invoiceAfter,
        @DefaultValue("1h") Duration invalidLookBack,
        @DefaultValue("1h") Duration invalidOpen) {}
