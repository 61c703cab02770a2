package ovation.ads;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.attention.AttentionBook;
import ovation.attention.AttentionEvent;
import ovation.attention.Exposure;
import ovation.attention.Exposures;
import ovation.feed.Card;
import ovation.feed.Cards;
import ovation.identity.Businesses;
import ovation.identity.HashedContacts;
import ovation.identity.MatchKeys;
import ovation.identity.People;
import ovation.payments.ChargeOutcome;
import ovation.payments.Payments;
import ovation.payments.RefundOutcome;
import ovation.videos.Videos;
import tools.jackson.databind.json.JsonMapper;

/** What ads, moderation and the ledger need around them in an {@link AdsHouse}: a database, and small fakes. */
@TestConfiguration(proxyBeanMethods = false)
@EnableTransactionManagement(proxyTargetClass = true)
@ConfigurationPropertiesScan({"ovation.ads", "ovation.ledger"})
@ComponentScan(
        basePackages = {"ovation.ads", "ovation.moderation", "ovation.ledger"},
        excludeFilters = {
            @ComponentScan.Filter(
                    type = FilterType.ANNOTATION,
                    classes = {Controller.class, TestConfiguration.class}),
            @ComponentScan.Filter(
                    type = FilterType.REGEX,
                    pattern = "ovation\\.ads\\.(effect|promo|challenge|sound)\\..*")
        })
class AdsWiring {

    @Bean
    JdbcTemplate jdbcTemplate(DataSource data) {
        return new JdbcTemplate(data);
    }

    @Bean
    JdbcClient jdbcClient(JdbcTemplate template) {
        return JdbcClient.create(template);
    }

    @Bean
    PlatformTransactionManager transactions(DataSource data) {
        return new JdbcTransactionManager(data);
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    @Bean
    JsonMapper json() {
        return JsonMapper.builder().build();
    }

    @Bean
    HashedContacts contacts(AdsHouse.World world) {
        return hashes -> hashes.stream()
                .map(world.addresses::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    @Bean
    Exposures exposures(AdsHouse.World world) {
        return new Exposures() {
            @Override
            public String sign(Exposure exposure) {
                var token = exposure.id().toString();
                world.tokens.put(token, exposure);
                return token;
            }

            @Override
            public Optional<Exposure> open(String token) {
                return Optional.ofNullable(world.tokens.get(token));
            }
        };
    }

    @Bean
    AttentionBook attentionBook(AdsHouse.World world) {
        return new AttentionBook() {
            @Override
            public void record(List<AttentionEvent> events) {
                world.recorded.addAll(events);
            }

            @Override
            public boolean caughtUp() {
                return true;
            }
        };
    }

    @Bean
    Businesses businesses(AdsHouse.World world) {
        return new FakeBusinesses(world);
    }

    @Bean
    MatchKeys matchKeys(AdsHouse.World world) {
        return person -> Optional.ofNullable(world.emails.get(person));
    }

    @Bean
    Cards cards(AdsHouse.World world) {
        return new Cards() {
            @Override
            public String kind() {
                return "test_product";
            }

            @Override
            public Optional<Card> card(UUID id) {
                return Optional.ofNullable(world.cards.get(id));
            }

            @Override
            public List<Card> promotable(UUID business, String words, int most) {
                return world.cards.values().stream().limit(most).toList();
            }

            @Override
            public boolean mayPromote(UUID business, UUID id) {
                return true;
            }
        };
    }

    @Bean
    People people(AdsHouse.World world) {
        return new FakePeople(world);
    }

    @Bean
    Videos videos(AdsHouse.World world) {
        return new FakeVideos(world);
    }

    @Bean
    Payments payments() {
        return new Payments() {
            @Override
            public ChargeOutcome charge(ChargeRequest request) {
                return new ChargeOutcome.Declined(request.id(), request.amount(), "card_declined");
            }

            @Override
            public Optional<ChargeOutcome> find(UUID charge) {
                return Optional.empty();
            }

            @Override
            public RefundOutcome refund(RefundRequest request) {
                throw new IllegalStateException("Nothing of ads is refunded");
            }
        };
    }
}
