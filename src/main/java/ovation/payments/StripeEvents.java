package ovation.payments;

import java.util.Optional;
import ovation.payments.PaymentProvider.Notice;
import tools.jackson.databind.JsonNode;

/**
 * What Stripe's events (docs.stripe.com/api/events) are about, by the object they carry, whatever their type: nothing more of them is
 * believed.
 */
final class StripeEvents {

    private StripeEvents() {}

    static Notice read(JsonNode event) {
        var id = event.required("id").stringValue();
        var object = event.required("data").required("object");
        return switch (text(object, "object").orElse("")) {
            case "checkout.session" -> notice(id, Notice.About.CHARGE, text(object, "client_reference_id"));
            case "payment_intent", "charge" -> notice(id, Notice.About.CHARGE, metadata(object, StripeProvider.CHARGE));
            case "refund" -> notice(id, Notice.About.REFUND, metadata(object, StripeProvider.REFUND));
            case "dispute" -> notice(id, Notice.About.DISPUTE, text(object, "id"));
            default -> new Notice(id, Notice.About.NOTHING, "");
        };
    }

    private static Notice notice(String id, Notice.About about, Optional<String> subject) {
        return subject.map(known -> new Notice(id, about, known))
                .orElseGet(() -> new Notice(id, Notice.About.NOTHING, ""));
    }

    private static Optional<String> metadata(JsonNode object, String name) {
        return Optional.ofNullable(object.get("metadata")).flatMap(metadata -> text(metadata, name));
    }

    private static Optional<String> text(JsonNode object, String name) {
        return Optional.ofNullable(object.get(name)).filter(JsonNode::isString).map(JsonNode::stringValue);
    }
}
