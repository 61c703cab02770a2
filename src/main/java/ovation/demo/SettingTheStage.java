package ovation.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import ovation.base.MovableClock;
import ovation.base.Refused;
import ovation.identity.Role;
import ovation.ledger.LedgerChecker;
import ovation.rewards.Rewards;

/** At first start: people, clips, campaigns, weeks of watching, closed days. Then the curtain goes up. */
@Demo
@Component
class SettingTheStage implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(SettingTheStage.class);
    private static final LocalDate GROWN_UP = LocalDate.of(1990, 4, 2);

    private final Script script;
    private final Scenes scenes;
    private final Cast cast;
    private final Posting posting;
    private final Campaigning campaigning;
    private final BuyingTheOpening opening;
    private final OpeningAChallenge challenge;
    private final SponsoringAnEffect sponsoring;
    private final PlacingASound sound;
    private final LivingThrough living;
    private final Generosity generosity;
    private final KeepingTheBooks books;
    private final LedgerChecker checker;
    private final Rest rest;
    private final Rewards rewards;
    private final Curtain curtain;
    private final MovableClock clock;
    private final DemoSettings settings;

    SettingTheStage(
            Script script,
            Scenes scenes,
            Cast cast,
            Posting posting,
            Campaigning campaigning,
            BuyingTheOpening opening,
            OpeningAChallenge challenge,
            SponsoringAnEffect sponsoring,
            PlacingASound sound,
            LivingThrough living,
            Generosity generosity,
            KeepingTheBooks books,
            LedgerChecker checker,
            Rest rest,
            Rewards rewards,
            Curtain curtain,
            MovableClock clock,
            DemoSettings settings) {
        this.script = script;
        this.scenes = scenes;
        this.cast = cast;
        this.posting = posting;
        this.campaigning = campaigning;
        this.opening = opening;
        this.challenge = challenge;
        this.sponsoring = sponsoring;
        this.sound = sound;
        this.living = living;
        this.generosity = generosity;
        this.books = books;
        this.checker = checker;
        this.rest = rest;
        this.rewards = rewards;
        this.curtain = curtain;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!scenes.done("curtain")) {
            curtain.down(0);
            try {
                set();
            } finally {
                clock.backToNow();
                curtain.up();
            }
        }
        greet();
    }

    private void set() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var first = today.minusDays(settings.days());
        var quiet = first.minusDays(settings.quietDays());
        clock.moveTo(LivingThrough.morning(quiet));
        progress(1);
        scenes.once("cast", this::castAll);
        progress(10);
        var members = cast.audience(settings.people());
        var creators = script.creators().stream()
                .map(creator -> cast.id(creator.handle()))
                .toList();
        scenes.once("friends", () -> living.befriend(members, creators));
        scenes.once("books", () -> books.open(creators));
        publish(0);
        for (var number = 0; number < settings.quietDays(); number++) {
            var day = quiet.plusDays(number);
            var today0 = number;
            scenes.once("quiet day " + number, () -> {
                clock.moveTo(LivingThrough.morning(day));
                business(day, today0, members, creators);
            });
            progress(10 + 10 * (number + 1) / settings.quietDays());
        }
        clock.moveTo(LivingThrough.morning(first));
        scenes.once("campaigns", this::campaigns);
        progress(22);
        for (var number = 0; number < settings.days(); number++) {
            var day = first.plusDays(number);
            var today0 = number;
            scenes.once("day " + number, () -> {
                clock.moveTo(LivingThrough.morning(day));
                rewards.settle(day.minusDays(1));
                rewards.mature();
                publish(today0);
                business(day, settings.quietDays() + today0, members, creators);
                if (today0 == settings.days() - 1) {
                    book(day);
                }
                living.day(day, today0, members);
            });
            progress(22 + 74 * (number + 1) / settings.days());
        }
        clock.backToNow();
        living.catchUp();
        scenes.once("challenge", this::enterTheChallenge);
        settleYesterday(today.minusDays(1));
        rewards.mature();
        books.morning(today, 0, creators);
        checker.check();
        scenes.once("curtain", () -> log.info("The stage is set"));
    }

    /** @param day that has just begun, the last one before the curtain goes up */
    private void book(LocalDate day) {
        var advertiser = script.advertisers().getFirst();
        scenes.once("opening", () -> opening.buy(advertiser, day));
        scenes.once(
                "challenge booked", () -> challenge.book(script.advertisers().get(1), day.plusDays(1)));
        scenes.once("effect", () -> sponsoring.buy(advertiser, day));
        scenes.once("sound", () -> sound.book(script.creators().getFirst(), day.plusDays(1)));
    }

    private void enterTheChallenge() {
        var clips = script.clips().stream().filter(clip -> clip.ad() == null).toList();
        var entrants =
                script.creators().stream().limit(Math.min(4, clips.size())).toList();
        challenge.enter(script.advertisers().get(1), entrants, clips);
        sound.join(entrants);
    }

    /** Soon after midnight its views may still arrive; then the day closes by itself later, as any day. */
    private void settleYesterday(LocalDate yesterday) {
        try {
            rewards.settle(yesterday);
        } catch (Refused notComplete) {
            log.info("Yesterday is not closed yet: {}", notComplete.getMessage());
        }
    }

    /** @param number of the day, quiet ones too */
    private void business(LocalDate day, int number, List<UUID> members, List<UUID> creators) {
        var left = settings.quietDays() + settings.days() - number;
        books.morning(day, left, creators);
        generosity.day(number, left, members, creators);
    }

    private void castAll() {
        var people = new ArrayList<Runnable>();
        for (var creator : script.creators()) {
            people.add(() -> cast.person(
                    creator.handle(),
                    creator.name(),
                    creator.bio(),
                    creator.region(),
                    creator.birthDate(),
                    Role.CREATOR));
        }
        for (var advertiser : script.advertisers()) {
            people.add(() -> cast.person(
                    advertiser.handle(), advertiser.name(), advertiser.website(), "DE", GROWN_UP, Role.ADVERTISER));
        }
        people.add(() -> sound.cast(GROWN_UP));
        people.add(() ->
                cast.person(Cast.VIEWER, "Vera Wong", "I am only here for the ponds.", "DE", LocalDate.of(1996, 7, 9)));
        people.add(() -> cast.person(Cast.FINANCE, "Finn Albers", "", "DE", GROWN_UP, Role.FINANCE));
        people.add(() -> cast.person(Cast.MODERATOR, "Mo Hassan", "", "DE", GROWN_UP, Role.MODERATOR));
        people.add(() ->
                cast.person(Cast.ADMIN, "Ada Novak", "", "DE", GROWN_UP, Role.ADMIN, Role.MODERATOR, Role.FINANCE));
        for (var i = 0; i < settings.people(); i++) {
            var number = i;
            people.add(() -> cast.viewer(number));
        }
        // A good password hash takes its time; two at once take half of it.
        try (var pool =
                Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()))) {
            var done = people.stream().map(person -> pool.submit(person, true)).toList();
            done.forEach(SettingTheStage::await);
        }
    }

    private void campaigns() {
        for (var advertiser : script.advertisers()) {
            scenes.once(
                    "campaign " + advertiser.handle(),
                    () -> campaigning.launch(advertiser, script.creativesOf(advertiser)));
        }
        campaigning.review("Fernweh");
    }

    /** Half of the clips stand there from the beginning, the others come one after the other. */
    private void publish(int day) {
        var clips = script.clips();
        var half = clips.size() / 2;
        var until =
                Math.min(clips.size(), half + (day + 1) * (clips.size() - half) / Math.max(1, settings.days() - 1) + 1);
        for (var clip : clips.subList(0, until)) {
            scenes.once("clip " + clip.file(), () -> {
                posting.post(cast.id(clip.creator()), clip);
                clock.advance(Duration.ofSeconds(40));
            });
        }
    }

    private void progress(int percent) {
        curtain.down(percent);
        log.info("Setting the stage for the demo: {} %", percent);
    }

    private void greet() {
        var address = "http://localhost:" + rest.port();
        log.info(
                """

                  Ovation is open: {}
                  Sign in with one click at {}/sign-in, or by name with the password "{}":
                    viewer      {}
                    creator     {}
                    advertiser  {}
                    moderator   {}
                    finance     {}
                    admin       {}
                """,
                address,
                address,
                Cast.PASSWORD,
                Cast.VIEWER,
                script.creators().getFirst().handle(),
                script.advertisers().getFirst().handle(),
                Cast.MODERATOR,
                Cast.FINANCE,
                Cast.ADMIN);
    }

    private static void await(java.util.concurrent.Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
