package ovation.ads.receipts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import ovation.base.Canonical;

/**
 * The receipt of a charge: one JSON document of numbers and text, signed. It is made anew whenever it is asked for, from rows that
 * nobody can change, so it is the same each time.
 */
@Service
class Receipts {

    static final String FORMAT = "ovation-ad-receipt-1";

    private final Charges charges;
    private final ReceiptKeys keys;
    private final KeepingTokens tokens;

    Receipts(Charges charges, ReceiptKeys keys, KeepingTokens tokens) {
        this.charges = charges;
        this.keys = keys;
        this.tokens = tokens;
    }

    Optional<Map<String, Object>> find(UUID charge) {
        return charges.find(charge).map(this::signed);
    }

    Map<String, Object> signed(ChargeRow charge) {
        var document = document(charge);
        var signed = new LinkedHashMap<>(document);
        signed.put(
                "signature",
                Map.of(
                        "algorithm", "Ed25519",
                        "keyId", keys.keyId(),
                        "value", keys.sign(Canonical.json(document))));
        return signed;
    }

    /** What is signed. A competitor is there as one number, the score of the best of the others; a viewer not at all. */
    Map<String, Object> document(ChargeRow charge) {
        var document = new LinkedHashMap<String, Object>();
        document.put("format", FORMAT);
        document.put("charge", charge.id().toString());
        document.put("business", charge.business().toString());
        put(document, "campaign", charge.campaign());
        put(document, "adGroup", charge.adGroup());
        put(document, "ad", charge.ad());
        put(document, "booking", charge.booking());
        document.put("event", charge.event());
        document.put("billing", charge.billing());
        document.put("servedAt", charge.servedAt().toString());
        document.put("chargedAt", charge.chargedAt().toString());
        document.put("currency", charge.price().currency());
        var auction = charge.auction();
        if (auction != null) {
            auction(document, charge.billing(), auction);
        }
        var reservation = charge.reservation();
        if (reservation != null) {
            priced(
                    document,
                    Formula.TOPVIEW,
                    Formula.EXACT,
                    Map.of(
                            "market", reservation.market(),
                            "day", reservation.day(),
                            "sharePercent", reservation.sharePercent(),
                            "cpmMicros", reservation.cpmMicros()));
        }
        if (charge.fixed() != null) {
            fixed(document, charge.fixed());
        }
        document.put("priceMicros", charge.price().micros());
        document.put(
                "paidBy",
                Map.of(
                        "cashMicros",
                        charge.price().micros() - charge.grantMicros(),
                        "promotionalMicros",
                        charge.grantMicros()));
        var spark = charge.spark();
        if (spark != null) {
            document.put("spark", Map.of("creatorPercent", spark.sharePercent(), "creatorMicros", spark.shareMicros()));
        }
        if (!charge.tokenSha256().isEmpty()) {
            document.put(
                    "token",
                    Map.of(
                            "sha256", charge.tokenSha256(),
                            "mac", charge.tokenMac(),
                            "keyId", tokens.keyId()));
        }
        document.put("transfer", charge.transfer().toString());
        return document;
    }

    private static void auction(Map<String, Object> document, String billing, ChargeRow.Auction auction) {
        var value = Formula.value(billing, auction.bidMicros(), auction.multiplierPpm(), auction.probabilityPpb());
        var parts = new LinkedHashMap<String, Object>();
        parts.put("candidates", auction.candidates());
        parts.put("bidMicros", auction.bidMicros());
        parts.put("multiplierPpm", auction.multiplierPpm());
        parts.put("probabilityPpb", auction.probabilityPpb());
        parts.put("clickPpm", auction.clickPpm());
        parts.put("qualityPpm", auction.qualityPpm());
        parts.put("ownScoreMicros", Formula.score(value, auction.qualityPpm()));
        parts.put("runnerUpScoreMicros", auction.runnerUpMicros());
        parts.put("reserveMicros", auction.reserveMicros());
        parts.put("modelVersion", auction.modelVersion());
        parts.put("calibrationVersion", auction.calibrationVersion());
        document.put("formula", Formula.AUCTION);
        document.put("rounding", Formula.HALF_UP);
        document.put("auction", parts);
    }

    private static void fixed(Map<String, Object> document, FixedCharge.Terms terms) {
        switch (terms) {
            case FixedCharge.Boosted boosted ->
                priced(
                        document,
                        Formula.FIXED_CPM,
                        Formula.EXACT,
                        Map.of("video", boosted.video().toString(), "cpmMicros", boosted.cpmMicros()));
            case FixedCharge.WholeDay day ->
                priced(
                        document,
                        Formula.FIXED_DAY,
                        Formula.DOWN,
                        Map.of(
                                "place", day.place(),
                                "market", day.market(),
                                "day", day.day().toString(),
                                "lanes", day.lanes(),
                                "dayMicros", day.dayMicros(),
                                "stoppedSeconds", day.stoppedSeconds()));
        }
    }

    private static void priced(
            Map<String, Object> document, String formula, String rounding, Map<String, Object> reservation) {
        document.put("formula", formula);
        document.put("rounding", rounding);
        document.put("reservation", reservation);
    }

    private static void put(Map<String, Object> document, String name, @org.jspecify.annotations.Nullable UUID id) {
        if (id != null) {
            document.put(name, id.toString());
        }
    }
}
