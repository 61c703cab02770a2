package ovation.feed;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.ledger.Transfer;

/** A large catalogue, written as rows: 500 creators, 200 tags, 300 sounds; ads of 50 advertisers, one ad group each. */
@Component
public class Catalogue {

    private final JdbcTemplate jdbc;
    private final Ledger ledger;
    private final Clock clock;
    private final Clips played;

    Catalogue(JdbcTemplate jdbc, Ledger ledger, Clock clock, Clips played) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.clock = clock;
        this.played = played;
    }

    private static final String ID = "md5('%s' || %s)::uuid";

    private static String id(String kind, String number) {
        return ID.formatted(kind, number);
    }

    public void fill(int clips, int ads) {
        people(500, "creator");
        jdbc.update("INSERT INTO videos_hashtag (id, tag) SELECT " + id("tag", "n")
                + ", 'tag' || n FROM generate_series(0, 199) n");
        jdbc.update("INSERT INTO videos_sound (id, title, created_at) SELECT " + id("sound", "n")
                + ", 'Sound ' || n, now() FROM generate_series(0, 299) n");
        posts("clip", clips, false);
        posts("creative", ads, true);
        jdbc.update(
                "INSERT INTO videos_video_hashtag (hashtag, video, position) SELECT DISTINCT ON (h, v) h, v, 0 FROM (SELECT "
                        + "md5('tag' || (n * 7 + k * k * 31) % 200)::uuid AS h, " + id("clip", "n")
                        + " AS v FROM generate_series(0, " + (clips - 1)
                        + ") n, generate_series(1, 3) k) pairs");
        advertise(ads);
        played.reload();
    }

    private void people(int number, String kind) {
        jdbc.update(
                "INSERT INTO identity_person (id, handle, name, email, password_hash, birth_date, region, language, created_at) SELECT "
                        + id(kind, "n") + ", '" + kind + ".' || n, 'Person ' || n, '" + kind
                        + "' || n || '@bench.example', 'x', DATE '1990-01-01', 'DE', 'en', now() "
                        + "FROM generate_series(0, " + (number - 1) + ") n");
    }

    private void posts(String kind, int number, boolean promotional) {
        var series = " FROM generate_series(0, " + (number - 1) + ") n";
        jdbc.update(
                "INSERT INTO media_asset (id, owner, directory, state, declared_bytes, duration_millis, width, height, has_audio, progress_percent, created_at) SELECT "
                        + id(kind + "-asset", "n") + ", " + id("creator", "n % 500") + ", '" + kind
                        + "' || n, 'READY', 1000, 8000 + (n % 40) * 1000, 360, 640, true, 100, now()" + series);
        jdbc.update("INSERT INTO media_rendition (asset, name, width, height, bytes) SELECT " + id(kind + "-asset", "n")
                + ", '360.mp4', 360, 640, 1000" + series);
        jdbc.update(
                "INSERT INTO videos_video (id, creator, asset, caption, sound, comments_allowed, adults_only, promotional, state, region, duration_millis, created_at, published_at) SELECT "
                        + id(kind, "n") + ", " + id("creator", "n % 500") + ", " + id(kind + "-asset", "n")
                        + ", 'A caption of usual length, number ' || n || ' #tag' || n % 200, "
                        + id("sound", "n % 300") + ", true, false, " + promotional
                        + ", 'public', 'DE', 8000 + (n % 40) * 1000, now(), now() - n * interval '1 minute'" + series);
    }

    private void advertise(int ads) {
        var eur = "EUR";
        var topUps = new ArrayList<Transfer>();
        for (var i = 0; i < 50; i++) {
            var business = new UUID(7, i);
            jdbc.update(
                    "INSERT INTO ads_campaign (id, business, name, objective, state, currency, created_by, created_at, version) VALUES (?, ?, 'Bench', 'reach', 'active', 'EUR', ?, now(), 0)",
                    new UUID(8, i),
                    business,
                    business);
            topUps.add(new Transfer(
                    Ids.next(clock),
                    "advertiser.topup",
                    SubjectRef.person(business),
                    clock.instant(),
                    List.of(
                            Leg.debit(Account.platform(AccountKind.BANK, eur), Money.of("50000", eur)),
                            Leg.credit(
                                    new Account(AccountKind.ADVERTISER_PREPAID, business, eur),
                                    Money.of("50000", eur)))));
        }
        ledger.postAll(topUps).forEach(outcome -> outcome.orThrow());
        var series = " FROM generate_series(0, " + (ads - 1) + ") n";
        jdbc.update(
                "INSERT INTO ads_group (id, campaign, name, budget_kind, budget_micros, starts_at, regions, age_bands, interests, billing, bid_micros, cap_impressions, cap_days, pacing, created_at, version) SELECT "
                        + id("group", "n")
                        + ", ('00000000-0000-0008-0000-' || lpad(to_hex(n % 50), 12, '0'))::uuid, 'Bench', 'daily', 900000000, now() - interval '1 day', "
                        + "CASE n % 3 WHEN 0 THEN ARRAY['US']::text[] WHEN 1 THEN ARRAY['DE', 'AT']::text[] ELSE ARRAY[]::text[] END, ARRAY[]::text[], "
                        + "CASE WHEN n % 4 = 0 THEN ARRAY['tag' || n % 200]::text[] ELSE ARRAY[]::text[] END, 'CPM', 2000000 + (n * 7919) % 9000000, 0, 1, 'fast', now(), 0"
                        + series);
        jdbc.update(
                "INSERT INTO ads_ad (id, ad_group, video, creator, duration_millis, display_name, call_to_action, landing_url, state, reason, note, created_at, version) SELECT "
                        + id("ad", "n") + ", " + id("group", "n") + ", " + id("creative", "n") + ", "
                        + id("creator", "n % 500")
                        + ", 9000, 'Advertiser ' || n % 50, 'Shop now', 'https://shop.example/' || n, 'approved', 'none', '', now(), 0"
                        + series);
        jdbc.update("UPDATE ads_revision SET n = n + 1");
    }
}
