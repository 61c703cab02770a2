package ovation.ads.topview;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A creative as people fill it in; what is null stays, when it is changed. What else an ad's form knows may be sent along, and
 * means nothing here.
 *
 * @param video a post of the member's own, 5 to 60 s, made for advertising
 * @param displayName shown as "Paid by …"
 * @param callToAction one of those that ads have
 */
@JsonIgnoreProperties({"spark", "draft", "destination"})
record TopViewForm(
        @Nullable UUID video,
        @Nullable String displayName,
        @Nullable String callToAction,
        @Nullable String landingUrl,
        @Nullable Integer version) {}
