package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An advertiser takes the receipts of his charges to the verifier, as they are and with a number changed. */
final class ReceiptAudit {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Partner member;
    private final Partner anybody;
    private final String desk;

    ReceiptAudit(int port, Partner member, String business) {
        this.member = member;
        this.anybody = Partner.stranger(port, false);
        this.desk = "/api/v1/businesses/" + business;
    }

    /** Of each charge, the newest first. All hold, and none with a micro more, nor with any number of its computation changed. */
    List<JsonNode> receipts() {
        var receipts = new ArrayList<JsonNode>();
        for (var charge : member.get(desk + "/charges?limit=100").path("items")) {
            var receipt = (ObjectNode) JSON.readTree(
                    member.text(desk + "/charges/" + charge.path("id").asString() + "/receipt"));
            var verdict = anybody.post("/api/v1/receipts/verify", receipt);
            assertThat(verdict.path("sound").asBoolean()).as(verdict.toString()).isTrue();
            assertThat(receipt.path("priceMicros").asLong())
                    .isEqualTo(charge.path("price").path("micros").asLong());
            receipts.add(receipt);
        }
        if (!receipts.isEmpty()) {
            noNumberCanBeChanged((ObjectNode) receipts.getFirst());
        }
        return receipts;
    }

    private void noNumberCanBeChanged(ObjectNode receipt) {
        var dearer = receipt.deepCopy();
        dearer.put("priceMicros", receipt.path("priceMicros").asLong() + 1);
        refused(dearer, "priceMicros");
        for (var part : List.of("auction", "reservation", "spark", "paidBy")) {
            for (var name : receipt.path(part).propertyNames()) {
                if (receipt.path(part).path(name).isNumber()) {
                    var copy = receipt.deepCopy();
                    ((ObjectNode) copy.get(part))
                            .put(name, receipt.path(part).path(name).asLong() + 1);
                    refused(copy, part + "." + name);
                }
            }
        }
    }

    private void refused(JsonNode tampered, String field) {
        assertThat(anybody.post("/api/v1/receipts/verify", tampered)
                        .path("sound")
                        .asBoolean())
                .as(field)
                .isFalse();
    }
}
