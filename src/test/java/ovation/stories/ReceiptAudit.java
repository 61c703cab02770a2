package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An advertiser takes the receipts of his charges to the verifier, as they are and with a field changed. */
final class ReceiptAudit {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PAGE = 5;
    /** Without it there is nothing to compare with; which key signed tokens when is not in the books. */
    private static final Set<String> NAMED_BY_NOBODY = Set.of("charge", "token.keyId");

    private final Partner member;
    private final Partner anybody;
    private final String desk;

    ReceiptAudit(int port, Partner member, String business) {
        this.member = member;
        this.anybody = Partner.stranger(port, false);
        this.desk = "/api/v1/businesses/" + business;
    }

    /**
     * Of each charge, the newest first. All hold; of each formula, the newest does not with any field changed, and the verifier
     * says which.
     */
    List<JsonNode> receipts() {
        var receipts = new ArrayList<JsonNode>();
        for (var charge : charges()) {
            var receipt = (ObjectNode) JSON.readTree(
                    member.text(desk + "/charges/" + charge.path("id").asString() + "/receipt"));
            var verdict = anybody.post("/api/v1/receipts/verify", receipt);
            assertThat(verdict.path("sound").asBoolean()).as(verdict.toString()).isTrue();
            assertThat(receipt.path("priceMicros").asLong())
                    .isEqualTo(charge.path("price").path("micros").asLong());
            assertThat(receipt.path("transfer").asString())
                    .isEqualTo(charge.path("transfer").asString());
            receipts.add(receipt);
        }
        var formulas = new HashSet<String>();
        for (var receipt : receipts) {
            if (formulas.add(receipt.path("formula").asString())) {
                noFieldCanBeChanged((ObjectNode) receipt);
            }
        }
        return receipts;
    }

    /** The whole list, page by page: each charge once, the newest first. */
    List<JsonNode> charges() {
        var charges = new ArrayList<JsonNode>();
        for (var cursor = ""; cursor != null; ) {
            var page = member.get(desk + "/charges?limit=" + PAGE + cursor);
            page.path("items").forEach(charges::add);
            cursor = next(page);
        }
        assertThat(charges.stream().map(each -> each.path("id").asString())).doesNotHaveDuplicates();
        assertThat(charges.stream()
                        .map(each -> Instant.parse(each.path("chargedAt").asString()))
                        .toList()
                        .reversed())
                .isSorted();
        return charges;
    }

    private static @Nullable String next(JsonNode page) {
        return page.path("next").isString() ? "&cursor=" + page.path("next").asString() : null;
    }

    static long sum(List<JsonNode> receipts) {
        return receipts.stream()
                .mapToLong(receipt -> receipt.path("priceMicros").asLong())
                .sum();
    }

    /** Neither by its own address nor as one of theirs. @param theirs a business of the other; null if he has none */
    void isHiddenFrom(Partner other, @Nullable String theirs) {
        missing(other, desk + "/charges");
        for (var charge : charges()) {
            var path = "/charges/" + charge.path("id").asString() + "/receipt";
            missing(other, desk + path);
            if (theirs != null) {
                missing(other, "/api/v1/businesses/" + theirs + path);
            }
        }
    }

    private static void missing(Partner other, String path) {
        assertThatThrownBy(() -> other.get(path)).as(path).hasMessageContaining("answered 404");
    }

    private void noFieldCanBeChanged(ObjectNode receipt) {
        for (var name : List.copyOf(receipt.propertyNames())) {
            if (receipt.get(name) instanceof ObjectNode inner) {
                for (var leaf : List.copyOf(inner.propertyNames())) {
                    var copy = receipt.deepCopy();
                    change((ObjectNode) copy.get(name), leaf);
                    refused(copy, name + "." + leaf);
                }
            } else {
                var copy = receipt.deepCopy();
                change(copy, name);
                refused(copy, name);
            }
        }
    }

    private static void change(ObjectNode node, String field) {
        var value = node.get(field);
        if (value.isNumber()) {
            node.put(field, value.asLong() + 1);
        } else {
            var text = value.asString();
            node.put(field, (text.startsWith("0") ? "1" : "0") + text.substring(1));
        }
    }

    private void refused(JsonNode changed, String field) {
        var verdict = anybody.post("/api/v1/receipts/verify", changed);
        assertThat(verdict.path("sound").asBoolean()).as(field).isFalse();
        var named = StreamSupport.stream(verdict.path("differing").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
        if (!field.startsWith("signature.") && !NAMED_BY_NOBODY.contains(field)) {
            assertThat(named).as(field).containsExactly(field);
        }
    }
}
