package ovation.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Refused;
import ovation.base.Sealer;

/** Second factors in the database. A code is taken by moving {@code last_step} forward, so that two tries cannot both take it. */
@Service
class StoredSecondFactors implements SecondFactors {

    /** RFC 4226 recommends 160 bits. */
    private static final int SECRET_BYTES = 20;

    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;

    private final JdbcClient jdbc;
    private final SigningIn signingIn;
    private final SignIns signIns;
    private final Clock clock;
    private final Sealer sealer;
    private final SecureRandom random = new SecureRandom();

    StoredSecondFactors(
            JdbcClient jdbc,
            SigningIn signingIn,
            SignIns signIns,
            Clock clock,
            @Value("${ovation.secret}") String secret) {
        this.jdbc = jdbc;
        this.signingIn = signingIn;
        this.signIns = signIns;
        this.clock = clock;
        this.sealer = Sealer.of(secret, "identity.second-factor");
    }

    private record Factor(byte[] secret, long lastStep, boolean confirmed) {}

    @Override
    public boolean secondFactor(UUID person) {
        return find(person).filter(Factor::confirmed).isPresent();
    }

    @Override
    public boolean fresh(Viewer viewer) {
        return viewer.signedIn() && freshIn(viewer.id(), SignInName.now(signIns));
    }

    /** Served by the primary key. */
    private boolean freshIn(UUID person, String signIn) {
        return jdbc.sql("""
                        SELECT count(*) FROM identity_step_up s
                        JOIN identity_second_factor f ON f.person = s.person AND f.confirmed_at IS NOT NULL
                        WHERE s.person = :person AND s.sign_in = :signIn AND s.shown_at > :since
                        """)
                        .param("person", person)
                        .param("signIn", signIn)
                        .param("since", clock.instant().minus(FRESH).atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public UUID demandFresh(Viewer viewer) {
        var person = viewer.person();
        if (!fresh(viewer)) {
            throw Refused.because(
                    secondFactor(person) ? IdentityProblem.STEP_UP_NEEDED : IdentityProblem.SECOND_FACTOR_NEEDED);
        }
        return person;
    }

    @Override
    @Transactional
    public String begin(UUID person) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var key = Totp.base32(bytes);
        var begun = jdbc.sql("""
                INSERT INTO identity_second_factor (person, secret, begun_at) VALUES (:person, :secret, :now)
                ON CONFLICT (person) DO UPDATE SET secret = excluded.secret, begun_at = excluded.begun_at, last_step = 0
                WHERE identity_second_factor.confirmed_at IS NULL
                """)
                .param("person", person)
                .param("secret", sealer.seal(key, place(person)))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (begun == 0) {
            throw Refused.because(IdentityProblem.SECOND_FACTOR_EXISTS);
        }
        return key;
    }

    /** The key of an enrolment that is not confirmed yet, so that the page can show it again. */
    Optional<String> begun(UUID person) {
        return find(person).filter(factor -> !factor.confirmed()).map(factor -> Totp.base32(factor.secret()));
    }

    @Override
    @Transactional
    public List<String> confirm(UUID person, String code) {
        var factor = find(person).filter(each -> !each.confirmed()).orElseThrow(Refused::notFound);
        take(person, factor, code);
        jdbc.sql("UPDATE identity_second_factor SET confirmed_at = :now WHERE person = :person")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("person", person)
                .update();
        var codes = recoveryCodes(person);
        shown(person, SignInName.now(signIns));
        return codes;
    }

    /** A code of the app or a recovery code makes this sign-in fresh. Limited like a sign-in. */
    void show(Viewer viewer, String code, HttpServletRequest request) {
        var person = viewer.person();
        var factor = find(person)
                .filter(Factor::confirmed)
                .orElseThrow(() -> Refused.because(IdentityProblem.SECOND_FACTOR_NEEDED));
        var right = signingIn.tryCode(person, ClientAddress.of(request));
        if (!recovered(person, code)) {
            take(person, factor, code);
        }
        right.run();
        shown(person, SignInName.now(signIns));
    }

    /** Ends the second factor; the caller has asked for a fresh one. */
    @Transactional
    void end(UUID person) {
        for (var table : List.of("identity_recovery_code", "identity_step_up", "identity_second_factor")) {
            jdbc.sql("DELETE FROM " + table + " WHERE person = :person")
                    .param("person", person)
                    .update();
        }
    }

    long recoveryCodesLeft(UUID person) {
        return jdbc.sql("SELECT count(*) FROM identity_recovery_code WHERE person = :person AND used_at IS NULL")
                .param("person", person)
                .query(Long.class)
                .single();
    }

    private void take(UUID person, Factor factor, String code) {
        var step = Totp.match(factor.secret(), code.replace(" ", ""), clock.instant(), factor.lastStep());
        var taken = step.isPresent()
                && jdbc.sql("""
                                UPDATE identity_second_factor SET last_step = :step
                                WHERE person = :person AND last_step < :step
                                """)
                                .param("step", step.getAsLong())
                                .param("person", person)
                                .update()
                        == 1;
        if (!taken) {
            throw Refused.because(IdentityProblem.WRONG_CODE);
        }
    }

    private boolean recovered(UUID person, String code) {
        var typed = code.replace("-", "").replace(" ", "").toUpperCase(Locale.ROOT);
        return jdbc.sql("""
                        UPDATE identity_recovery_code SET used_at = :now
                        WHERE person = :person AND hash = :hash AND used_at IS NULL
                        """)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("person", person)
                        .param("hash", hash(person, typed))
                        .update()
                == 1;
    }

    private List<String> recoveryCodes(UUID person) {
        var codes = new ArrayList<String>();
        for (var i = 0; i < RECOVERY_CODES; i++) {
            var bytes = new byte[RECOVERY_BYTES];
            random.nextBytes(bytes);
            var code = Totp.base32(bytes);
            jdbc.sql("INSERT INTO identity_recovery_code (person, hash) VALUES (:person, :hash)")
                    .param("person", person)
                    .param("hash", hash(person, code))
                    .update();
            codes.add(code.replaceAll("(.{4})(?!$)", "$1-"));
        }
        return codes;
    }

    private void shown(UUID person, String signIn) {
        jdbc.sql("""
                INSERT INTO identity_step_up (person, sign_in, shown_at) VALUES (:person, :signIn, :now)
                ON CONFLICT (person, sign_in) DO UPDATE SET shown_at = excluded.shown_at
                """)
                .param("person", person)
                .param("signIn", signIn)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Served by the primary key. */
    private Optional<Factor> find(UUID person) {
        return jdbc.sql("SELECT secret, last_step, confirmed_at FROM identity_second_factor WHERE person = :person")
                .param("person", person)
                .query((row, number) -> new Factor(
                        Totp.fromBase32(sealer.open(row.getBytes("secret"), place(person))),
                        row.getLong("last_step"),
                        row.getObject("confirmed_at") != null))
                .optional();
    }

    private static String place(UUID person) {
        return "identity_second_factor/" + person;
    }

    private static byte[] hash(UUID person, String code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((person + "/" + code).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
