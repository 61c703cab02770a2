package ovation.ads.receipts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ovation.base.Canonical;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A receipt as somebody sent it: any bytes. What is read here is text, whole numbers and objects of them, and nothing else. */
final class ReceiptText {

    static final int LONGEST = 10_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(4)
                            .maxNumberLength(20)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, Object> document;

    private ReceiptText(Map<String, Object> document) {
        this.document = document;
    }

    /** Empty for what is no JSON object of text and whole numbers. */
    static Optional<ReceiptText> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var read = JSON.readValue(text, new TypeReference<LinkedHashMap<String, @Nullable Object>>() {});
            return read == null ? Optional.empty() : Optional.of(new ReceiptText(plain(read)));
        } catch (JacksonException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> plain(Map<?, ?> read) {
        var plain = new LinkedHashMap<String, Object>();
        read.forEach((name, value) -> plain.put(
                String.valueOf(name),
                switch (value) {
                    case Map<?, ?> inner -> plain(inner);
                    case String words when words.chars().noneMatch(c -> c < ' ') -> words;
                    case Integer number -> number.longValue();
                    case Long number -> number;
                    case null, default ->
                        throw new IllegalArgumentException("No place in a receipt for the value of " + name);
                }));
        return plain;
    }

    /** Without the signature, in its one form. */
    String signedPart() {
        var unsigned = new LinkedHashMap<>(document);
        unsigned.remove("signature");
        return Canonical.json(unsigned);
    }

    /** Flat, {@code auction.bidMicros} by its value, without the signature. */
    Map<String, Object> fields() {
        var unsigned = new LinkedHashMap<>(document);
        unsigned.remove("signature");
        return flat(unsigned);
    }

    static Map<String, Object> flat(Map<String, Object> document) {
        var flat = new java.util.TreeMap<String, Object>();
        document.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                inner.forEach((key, leaf) -> flat.put(name + "." + key, same(Objects.requireNonNull(leaf))));
                if (inner.isEmpty()) {
                    flat.put(name, "");
                }
            } else {
                flat.put(name, same(value));
            }
        });
        return flat;
    }

    private static Object same(Object value) {
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }

    String text(String... path) {
        return at(path) instanceof String words ? words : "";
    }

    /** Negative if there is none. */
    long number(String... path) {
        return at(path) instanceof Long number ? number : -1;
    }

    boolean has(String name) {
        return document.containsKey(name);
    }

    private @Nullable Object at(String... path) {
        Object here = document;
        for (var name : path) {
            here = here instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return here;
    }
}
