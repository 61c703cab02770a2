package ovation.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** The whole application with a short demo history, on a random port; all browser tests share it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("browser")
@Import(Stall.class)
@ActiveProfiles("test")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ovation.demo=true",
            "ovation.demo-history.days=3",
            "ovation.demo-history.people=6",
            "ovation.demo-history.visits=8",
            "ovation.wallet.maturing-interval=1s",
            "ovation.ledger.close.grace=60d", // stories begin in last month
            "ovation.home=target/browser-home"
        })
@interface BrowserTest {}
