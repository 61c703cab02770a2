package ovation.ads.reports;

import java.util.List;
import java.util.stream.Collectors;

/** Lines as RFC 4180 wants them. A cell that a spreadsheet would take for a formula is given an apostrophe before it (OWASP). */
final class Csv {

    private Csv() {}

    static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    static String cell(String text) {
        var safe = text;
        if (!safe.isEmpty() && "=+-@\t\r\n|%".indexOf(safe.charAt(0)) >= 0 && !safe.matches("-?[0-9.]+")) {
            safe = "'" + safe;
        }
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
