package ovation.support;

import java.time.LocalDate;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ovation.Ovation;
import ovation.identity.*;

public class TryOut {
    public static void main(String[] a) {
        SpringApplication.from(Ovation::main).with(StandIns.class, Demo.class).run(a);
    }

    @Configuration(proxyBeanMethods = false)
    static class Demo {
        @Bean
        DemoSignIns demoSignIns(People people) {
            var ids = new java.util.ArrayList<java.util.UUID>();
            var names = List.of("Mara Lindqvist", "Jonas Weber", "Ines Ferreira", "Noor Haddad");
            var roles = List.of(Role.CREATOR, Role.ADVERTISER, Role.MODERATOR, Role.FINANCE);
            for (int i = 0; i < 4; i++) {
                var h = names.get(i).toLowerCase().split(" ")[0];
                var f = people.byHandle(h).map(People.PersonCard::id);
                var n = i;
                var id = f.orElseGet(() -> people.signUp(new People.SignUp(
                        h,
                        names.get(n),
                        h + "@example.com",
                        "correct horse battery",
                        LocalDate.of(1990, 1, 1),
                        "DE",
                        "en")));
                people.grant(id, roles.get(i));
                ids.add(id);
            }
            people.grant(ids.get(3), Role.ADMIN);
            return () -> List.of(
                    new DemoSignIns.DemoSignIn("Creator", "Earnings of ninety days, to the cent", ids.get(0), "/work"),
                    new DemoSignIns.DemoSignIn(
                            "Advertiser", "Three running campaigns and a wallet", ids.get(1), "/work"),
                    new DemoSignIns.DemoSignIn("Moderator", "Four ads and a report wait for you", ids.get(2), "/work"),
                    new DemoSignIns.DemoSignIn("Finance", "The books, balanced", ids.get(3), "/work"));
        }
    }
}
