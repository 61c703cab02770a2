package ovation.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PaperTests {

    private static final float[] HALVES = {1, 1};

    @Test
    void a_table_goes_on_over_pages_under_its_head() throws IOException {
        try (var paper = new Paper("Statement", "en")) {
            paper.head(() -> paper.row(true, HALVES, "Kind", "Amount"));
            for (var i = 0; i < 100; i++) {
                paper.row(false, HALVES, "gift " + i, i + ".00 EUR");
            }
            try (var read = Loader.loadPDF(paper.bytes())) {
                var stripper = new PDFTextStripper();
                assertThat(read.getNumberOfPages()).isGreaterThan(2);
                for (var page = 1; page <= read.getNumberOfPages(); page++) {
                    stripper.setStartPage(page);
                    stripper.setEndPage(page);
                    assertThat(stripper.getText(read)).startsWith("Kind Amount");
                }
                stripper.setStartPage(1);
                assertThat(stripper.getText(read)).contains("gift 0 0.00 EUR", "gift 99 99.00 EUR");
            }
        }
    }

    @Test
    void long_texts_are_broken_and_letters_it_cannot_write_are_questions() throws IOException {
        try (var paper = new Paper("Statement", "de")) {
            paper.line("Jörg ".repeat(80) + "Żółć 漢字\n🙂 Ende", 9, false);
            try (var read = Loader.loadPDF(paper.bytes())) {
                assertThat(new PDFTextStripper().getText(read)).contains("Jörg", "?ó?? ?? ? Ende");
            }
        }
    }
}
