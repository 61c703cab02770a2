package ovation.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ovation.ads.AdsHouse.person;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.ads.EditingAdGroups.AdGroupForm;
import ovation.ads.library.LibraryShelf;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionType;
import ovation.attention.Exposure;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.feed.Guest.GuestItem;
import ovation.feed.SeatRequest;
import ovation.feed.Why;
import ovation.identity.AdChoices;
import ovation.identity.AgeBand;
import ovation.identity.Device;
import ovation.identity.Gender;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.videos.Videos.VideoFacts;

/** Each dimension through rows, the engine and the seat; what is personal never reaches a minor. */
class TargetingTests extends SeatWorld {

    @Test
    void language_device_system_and_browser() {
        house.anApprovedAd(
                business,
                wanting(
                        Map.of("language", List.of("de"), "device", List.of("phone"), "os", List.of("ios")),
                        Map.of("browser", List.of("firefox"))));

        assertThat(seat(german().on(new Device("phone", "ios", "safari")))).isPresent();
        assertThat(seat(german().on(new Device("phone", "ios", "firefox")))).isEmpty();
        assertThat(seat(german().on(new Device("phone", "android", "chrome")))).isEmpty();
        assertThat(seat(person(AgeBand.AGE_25_34, "DE").on(new Device("phone", "ios", "safari"))))
                .isEmpty();
        assertThat(why(seat(german().on(new Device("phone", "ios", "safari")))))
                .contains("ad_language", "ad_device", "ad_os");
    }

    @Test
    void gender_is_only_what_people_said_themselves() {
        house.anApprovedAd(business, wanting(Map.of("gender", List.of("FEMALE")), Map.of()));

        assertThat(seat(adult().with(new AdChoices(Gender.FEMALE, false)))).isPresent();
        assertThat(seat(adult().with(new AdChoices(Gender.MALE, false)))).isEmpty();
        assertThat(seat(adult())).isEmpty();
    }

    @Test
    void behaviour_looks_back_so_many_days() {
        var coats = aClip(List.of("coats"));
        house.anApprovedAd(business, wanting(Map.of("behaviour", List.of("watched:tag:coats:7")), Map.of()));
        var watcher = adult();
        var creatorsFan = adult();
        hear(watcher, coats, AttentionType.WATCHED);
        hear(creatorsFan, coats, AttentionType.LIKED);

        assertThat(why(seat(watcher))).containsExactly("ad_watched");
        assertThat(seat(creatorsFan)).isEmpty();
        house.clock.advance(Duration.ofDays(8));
        house.work();
        assertThat(seat(watcher)).isEmpty();
    }

    @Test
    void behaviour_can_be_a_clip_or_a_creator_and_can_be_excluded() {
        var clip = aClip(List.of("hats"));
        house.anApprovedAd(
                business,
                wanting(
                        Map.of("behaviour", List.of("liked:creator:" + clip.creator() + ":30")),
                        Map.of("behaviour", List.of("watched:video:" + clip.id() + ":1"))));
        var fan = adult();
        hear(fan, clip, AttentionType.LIKED);

        assertThat(seat(fan)).isPresent();
        hear(fan, clip, AttentionType.WATCHED);
        assertThat(seat(fan)).isEmpty();
    }

    @Test
    void lists_are_usable_from_a_thousand_on_and_only_with_consent() {
        var list = aList(1_000);
        var members = members(list);
        var agreed = personWith(members.getFirst(), true);
        var notAgreed = personWith(members.get(1), false);
        house.anApprovedAd(business, wanting(Map.of("audience", List.of(list.toString())), Map.of()));

        assertThat(seat(agreed)).isPresent();
        assertThat(seat(notAgreed)).isEmpty();
        assertThat(seat(adult())).isEmpty();
        var small = aList(999);
        assertThatThrownBy(() ->
                        house.anApprovedAd(business, wanting(Map.of("audience", List.of(small.toString())), Map.of())))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.fields())
                        .containsEntry("wants", "audience_not_usable"));
    }

    @Test
    void a_list_of_somebody_else_cannot_be_used() {
        var other = house.aBusinessWith("10.00");
        var list = aList(1_000);

        assertThatThrownBy(() ->
                        house.anApprovedAd(other, wanting(Map.of("audience", List.of(list.toString())), Map.of())))
                .isInstanceOf(Refused.class);
    }

    @Test
    void tags_and_ratings_of_the_clips_around_the_seat() {
        house.anApprovedAd(business, wanting(Map.of("tag", List.of("coats")), Map.of()));
        var coats = aClip(List.of("coats", "winter"));
        var hats = aClip(List.of("hats"));

        assertThat(seat(adult(), List.of(hats, coats))).isPresent();
        assertThat(seat(adult(), List.of(hats))).isEmpty();

        house.tidy();
        house.anApprovedAd(business, in("limited"));
        house.get(Ratings.class).rate(coats.id(), "everyone", house.moderator.id());
        assertThat(seat(adult(), List.of(coats))).isPresent();
        assertThat(seat(adult(), List.of(coats, hats))).isEmpty(); // nobody has rated hats

        house.tidy();
        house.anApprovedAd(business, in("standard"));
        assertThat(seat(adult(), List.of(coats, hats))).isPresent();
        house.get(Ratings.class).rate(hats.id(), "sensitive", house.moderator.id());
        assertThat(seat(adult(), List.of(coats, hats))).isEmpty();
    }

    @Test
    void regions_ages_and_interests_can_be_excluded_too() {
        house.anApprovedAd(
                business,
                wanting(
                        Map.of(),
                        Map.of("region", List.of("AT"), "age", List.of("AGE_45_54"), "interest", List.of("politics"))));

        assertThat(seat(person(AgeBand.AGE_25_34, "DE"))).isPresent();
        assertThat(seat(person(AgeBand.AGE_25_34, "AT"))).isEmpty();
        assertThat(seat(person(AgeBand.AGE_45_54, "DE"))).isEmpty();
        assertThat(seat(person(AgeBand.AGE_25_34, "DE"), List.of(), List.of("politics")))
                .isEmpty();
    }

    @Test
    void a_minor_is_reached_by_nothing_personal_whatever_is_known_of_him() {
        var clip = aClip(List.of("coats"));
        var list = aList(1_000);
        var id = members(list).getFirst();
        var minor = new Viewer(
                id,
                true,
                Set.of(Role.VIEWER),
                AgeBand.AGE_13_17,
                "DE",
                "de",
                new AdChoices(Gender.MALE, true),
                Device.UNKNOWN);
        hear(minor, clip, AttentionType.WATCHED);
        var personal = new ArrayList<AdGroupForm>();
        personal.add(wanting(Map.of("gender", List.of("MALE")), Map.of()));
        personal.add(wanting(Map.of("behaviour", List.of("watched:tag:coats:7")), Map.of()));
        personal.add(wanting(Map.of("audience", List.of(list.toString())), Map.of()));
        personal.add(interested("coats"));
        for (var form : personal) {
            var ad = house.anApprovedAd(business, form);

            assertThat(house.get(AdSeats.class)
                            .take(new SeatRequest(
                                    minor,
                                    Surface.FOR_YOU,
                                    true,
                                    List.of("coats"),
                                    new UUID(0, 9),
                                    house.clock.instant())))
                    .as(form.toString())
                    .isEmpty();
            var adult = personWith(id, true).with(new AdChoices(Gender.MALE, true));
            assertThat(seat(adult, List.of(), List.of("coats")).map(GuestItem::ad))
                    .as(form.toString())
                    .contains(ad.id());
            house.get(Campaigns.class).pause(campaignOf(ad), house.advertiser.id());
            house.work();
        }
        house.anApprovedAd(business, wanting(Map.of("tag", List.of("coats")), Map.of()));
        assertThat(seat(minor, List.of(clip))).as("what is contextual does").isPresent();
    }

    @Test
    void the_library_says_the_predicate_and_hides_whose_lists() {
        var list = aList(1_000);
        house.anApprovedAd(
                business,
                wanting(
                        Map.of("audience", List.of(list.toString()), "gender", List.of("OTHER")),
                        Map.of("os", List.of("linux"))));

        var now = house.clock.instant();
        var today = Days.of(now);
        var audience = house.get(InFeedShelf.class)
                .newest(new LibraryShelf.Search("", "", null, 10, now, today, today.minusYears(1)))
                .getFirst()
                .entry()
                .audience();

        assertThat(audience.wants()).containsEntry("gender", List.of("OTHER")).containsEntry("audience", List.of("1"));
        assertThat(audience.excludes()).containsEntry("os", List.of("linux"));
    }

    @Test
    void a_change_of_targeting_is_reviewed_again() {
        var ad = house.anApprovedAd(business, wanting(Map.of("language", List.of("de")), Map.of()));
        assertThat(seat(german())).isPresent();

        house.get(EditingAdGroups.class)
                .change(house.advertiser, ad.adGroup(), wants(Map.of("gender", List.of("MALE"))));
        house.work();

        assertThat(house.get(Ads.class).find(ad.id()).orElseThrow().review()).isEqualTo("in_review");
        assertThat(seat(german().with(new AdChoices(Gender.MALE, false)))).isEmpty();
        house.world.approve(house, ad.id());
        house.work();
        assertThat(seat(german().with(new AdChoices(Gender.MALE, false)))).isPresent();
    }

    // ---- what people do

    private static Viewer german() {
        return new Viewer(UUID.randomUUID(), true, Set.of(Role.VIEWER), AgeBand.AGE_25_34, "DE", "de");
    }

    private static Viewer personWith(UUID id, boolean lists) {
        return new Viewer(id, true, Set.of(Role.VIEWER), AgeBand.AGE_25_34, "DE", "en")
                .with(new AdChoices(Gender.UNKNOWN, lists));
    }

    private static List<String> why(Optional<GuestItem> item) {
        return item.orElseThrow().why().stream().map(Why::code).toList();
    }

    private static VideoFacts aClip(List<String> tags) {
        var clip = new VideoFacts(
                UUID.randomUUID(), UUID.randomUUID(), null, tags, 15_000, "DE", house.clock.instant(), false, false);
        house.world.clips.put(clip.id(), clip);
        return clip;
    }

    private static void hear(Viewer viewer, VideoFacts clip, AttentionType type) {
        var exposure = new Exposure(
                Ids.next(house.clock),
                viewer.id(),
                false,
                SubjectRef.video(clip.id()),
                clip.creator(),
                Surface.FOR_YOU,
                false,
                clip.durationMillis(),
                house.clock.instant(),
                "");
        house.get(Behaviours.class)
                .hear(
                        List.of(new AttentionEvent(
                                Ids.next(house.clock), type, exposure, 14_000, house.clock.instant(), 0)),
                        true);
    }

    private UUID aList(int people) {
        var id = Ids.next(house.clock);
        var jdbc = house.get(JdbcClient.class);
        jdbc.sql("""
                INSERT INTO ads_audience (id, business, name, matched, made_by, made_at)
                VALUES (:id, :business, 'Customers', :people, :business, :now)
                """)
                .param("id", id)
                .param("business", business)
                .param("people", people)
                .param("now", java.sql.Timestamp.from(house.clock.instant()))
                .update();
        jdbc.sql("INSERT INTO ads_audience_member SELECT :id, gen_random_uuid() FROM generate_series(1, :people)")
                .param("id", id)
                .param("people", people)
                .update();
        return id;
    }

    private static List<UUID> members(UUID list) {
        return house.get(JdbcClient.class)
                .sql("SELECT person FROM ads_audience_member WHERE audience = :id LIMIT 5")
                .param("id", list)
                .query((row, number) -> row.getObject("person", UUID.class))
                .list();
    }

    // ---- ad groups

    private static AdGroupForm wanting(Map<String, List<String>> wants, Map<String, List<String>> excludes) {
        return form("50.00", "4.00", null, wants, excludes, null, null, null);
    }

    private static AdGroupForm wants(Map<String, List<String>> wants) {
        return new AdGroupForm(
                null, null, null, null, null, null, null, null, null, null, null, null, null, wants, null, null, null,
                null, null, null, null);
    }

    private static AdGroupForm interested(String tag) {
        return form("50.00", "4.00", List.of(tag), null, null, null, null, null);
    }

    private static AdGroupForm in(String tier) {
        return form("50.00", "4.00", null, null, null, tier, null, null);
    }
}
