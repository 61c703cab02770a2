package ovation.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.rewards.RewardsWorld.TUESDAY;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A stranger with a receipt's JSON and docs/rewards.md, and nothing of ours. */
class ReceiptTests {

    private static final JsonMapper json = JsonMapper.shared();

    private final RewardsWorld world = RewardsWorld.open();
    private final UUID ada = world.someone();
    private final UUID ben = world.someone();

    @BeforeEach
    void a_day_of_seven_creators() {
        world.advertisersSpend("12.345679", TUESDAY);
        world.watch(ada, world.someone(), 3);
        world.watch(ada, world.someone(), 4);
        world.watch(ada, world.someone(), 2, 3_000);
        world.watch(ben, world.someone(), 2);
        IntStream.range(0, 4).forEach(i -> world.watch(world.someone(), world.someone(), 1 + i));
        world.watch(world.someone(), world.someone(), 5, 1_000);
        world.close(TUESDAY);
    }

    @AfterEach
    void the_books_balance() {
        assertThat(world.booksBalance()).isTrue();
        world.close();
    }

    @Test
    void anyone_can_compute_every_receipt_again_from_its_json() {
        var receipts = world.receiptsAsJson(TUESDAY);

        assertThat(receipts).hasSize(7).allSatisfy(ReceiptTests::recompute);
    }

    @Test
    void says_nothing_about_whose_it_is() {
        assertThat(world.receiptsAsJson(TUESDAY))
                .noneSatisfy(text -> assertThat(text).contains(ada.toString()))
                .noneSatisfy(text -> assertThat(text).contains("video\":"));
    }

    @Test
    void counts_the_views_that_were_too_short_apart() {
        var receipt =
                world.the(Receipts.class).find(world.receipt(ada, TUESDAY)).orElseThrow();

        assertThat(receipt.qualifiedViews()).isEqualTo(7);
        assertThat(receipt.excluded()).containsEntry("too_short", 2L).hasSize(1);
    }

    @Test
    void an_untouched_receipt_verifies() {
        var verdict = world.the(VerifyingReceipts.class).verify(world.receipt(ada, TUESDAY));

        assertThat(verdict.checks())
                .allSatisfy(check -> assertThat(check.holds()).as(check.code()).isTrue());
    }

    @Test
    void finds_a_raised_amount() throws SQLException {
        world.forge("UPDATE rewards_receipt SET micros = micros + 1 WHERE creator = '" + ada + "'");

        assertThat(broken(ada)).contains("hash", "allocation_hash", "split", "ledger");
        assertThat(broken(ben)).contains("allocation_hash", "split");
    }

    @Test
    void finds_views_that_were_moved_to_another_video() throws SQLException {
        world.forge("UPDATE rewards_receipt_video SET video = '" + world.someone()
                + "' WHERE line = 1 AND receipt_id = '" + world.receipt(ada, TUESDAY) + "'");

        assertThat(broken(ada)).containsExactly("views");
    }

    @Test
    void finds_a_smaller_pool() throws SQLException {
        world.forge(
                "UPDATE rewards_pool SET creators_micros = creators_micros - 1, platform_micros = platform_micros + 1");

        assertThat(broken(ada)).contains("hash", "pool", "split");
    }

    private List<String> broken(UUID creator) {
        return world.the(VerifyingReceipts.class).verify(world.receipt(creator, TUESDAY)).checks().stream()
                .filter(check -> !check.holds())
                .map(VerifyingReceipts.Check::code)
                .toList();
    }

    /** What docs/rewards.md tells a stranger to do. */
    private static void recompute(String text) throws Exception {
        var receipt = (ObjectNode) json.readTree(text);
        var hash = receipt.remove("sha256").asString();
        var allocation = receipt.remove("allocation");
        var pool = receipt.get("pool");
        assertThat(sha256(receipt)).isEqualTo(hash);
        assertThat(sha256(allocation)).isEqualTo(pool.get("allocationSha256").asString());

        var net = pool.get("revenueMicros").asLong() + pool.get("carriedMicros").asLong();
        var share = Math.floorDiv(
                Math.multiplyExact(net, pool.get("sharePerMillion").asLong()), 1_000_000L);
        assertThat(pool.get("netMicros").asLong()).isEqualTo(net);
        assertThat(pool.get("creatorsMicros").asLong()).isEqualTo(share);
        assertThat(pool.get("platformMicros").asLong()).isEqualTo(net - share);

        var views = numbers(allocation, "qualifiedViews");
        assertThat(IntStream.of(views).sum())
                .isEqualTo(pool.get("qualifiedViews").asInt());
        assertThat(numbers(allocation, "micros")).isEqualTo(split(share, views));
        var own = StreamSupport.stream(allocation.spliterator(), false)
                .filter(each -> each.get("receipt").equals(receipt.get("receipt")))
                .mapToLong(each -> each.get("micros").asLong())
                .sum();
        assertThat(receipt.get("micros").asLong()).isEqualTo(own);
        if (own > 0) {
            var videos = receipt.get("videos");
            assertThat(numbers(videos, "micros")).isEqualTo(split(own, numbers(videos, "qualifiedViews")));
        }
    }

    /** Largest remainder in whole numbers: the first among equals wins. */
    private static int[] split(long amount, int[] weights) {
        var total = (long) IntStream.of(weights).sum();
        var parts = IntStream.of(weights)
                .map(weight -> (int) (amount * weight / total))
                .toArray();
        var left = amount - IntStream.of(parts).sum();
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -(amount * weights[i] % total)))
                .limit(left)
                .forEach(i -> parts[i]++);
        return parts;
    }

    private static int[] numbers(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToInt(each -> each.get(name).asInt())
                .toArray();
    }

    private static String sha256(JsonNode node) throws Exception {
        var bytes = canonical(node).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String canonical(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .sorted(java.util.Map.Entry.comparingByKey())
                    .map(member -> "\"" + member.getKey() + "\":" + canonical(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(ReceiptTests::canonical)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return node.toString();
    }
}
