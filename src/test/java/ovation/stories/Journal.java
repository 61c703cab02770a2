package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An exported journal as others read it: what stands on each kind of account, debits positive, zeros left out. */
final class Journal {

    private static final Pattern POSTING = Pattern.compile("^ {4}([A-Z_]+):\\S+ {2}(-?[0-9.]+) ", Pattern.MULTILINE);

    private Journal() {}

    /** By plain adding up. */
    static Map<String, BigDecimal> added(String journal) {
        return withoutZeros(POSTING.matcher(journal)
                .results()
                .map(each -> Map.entry(each.group(1), new BigDecimal(each.group(2)))));
    }

    static Optional<Path> hledger() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "hledger"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Map<String, BigDecimal> readBy(Path hledger, String journal) throws IOException, InterruptedException {
        var file = Files.createTempFile("story", ".journal");
        Files.writeString(file, journal);
        var process = new ProcessBuilder(
                        hledger.toString(), "-f", file.toString(), "balance", "--flat", "--no-total", "-O", "csv")
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        Files.delete(file);
        return withoutZeros(output.lines()
                .skip(1)
                .map(line -> line.replace("\"", "").split(","))
                .map(cells -> Map.entry(cells[0].split(":")[0], new BigDecimal(cells[1].split(" ")[0]))));
    }

    private static Map<String, BigDecimal> withoutZeros(Stream<Map.Entry<String, BigDecimal>> amounts) {
        var sums = new TreeMap<String, BigDecimal>();
        amounts.forEach(each -> sums.merge(each.getKey(), each.getValue(), BigDecimal::add));
        sums.values().removeIf(amount -> amount.signum() == 0);
        sums.replaceAll((kind, amount) -> amount.stripTrailingZeros());
        return sums;
    }
}
