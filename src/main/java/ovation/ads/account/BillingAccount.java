package ovation.ads.account;

import java.time.ZoneId;

/**
 * What a business has told of itself.
 *
 * @param timeZone in which its days begin
 * @param country ISO 3166-1 alpha-2; empty as long as it is not told
 * @param vatId with its country's letters; empty if it has none
 */
public record BillingAccount(
        ZoneId timeZone, String legalName, String street, String city, String country, String vatId) {

    /** Whom an invoice addresses, one line. */
    public String address() {
        return String.join(
                ", ",
                java.util.stream.Stream.of(legalName, street, city, country)
                        .filter(part -> !part.isBlank())
                        .toList());
    }
}
