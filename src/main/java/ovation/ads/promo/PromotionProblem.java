package ovation.ads.promo;

import java.util.Locale;
import ovation.base.ProblemCode;

/** Why promotions refuse. */
public enum PromotionProblem implements ProblemCode {
    /** A day of a place is sold, or more of it than was left. */
    PLACE_SOLD_OUT(409),
    /** The price has moved above what the buyer agreed to. */
    PROMOTION_PRICE_MOVED(409),
    /** The prepaid balance does not cover what is to be frozen. */
    PROMOTION_BALANCE_TOO_LOW(409),
    /** Only what has passed the review can be booked. */
    PROMOTION_NOT_APPROVED(409),
    /** What is booked stays as it was reviewed. */
    PROMOTION_FROZEN(409),
    PROMOTION_BOOKED(409),
    /** Its first day has begun: it cannot be called off. */
    PROMOTION_BEGUN(409),
    /** Its time is over, or has not come. */
    PROMOTION_NOT_RUNNING(409),
    /** The post's creator has not agreed that it may be shown as an ad. */
    BOOST_WITHOUT_CONSENT(409),
    /** No money was booked for boosts. */
    BOOST_WITHOUT_BUDGET(409),
    TOO_MANY_BOOSTS(409),
    /** The post is gone or does not belong to it any more. */
    POST_WITHDRAWN(409),
    /** Only for adults. */
    CHALLENGE_ADULTS_ONLY(403),
    /** Not in this region. */
    CHALLENGE_OTHER_REGION(403),
    /** Who is a member of the business cannot win its prizes. */
    CHALLENGE_OWN(403),
    /** Another challenge has the hashtag on one of the days. */
    HASHTAG_TAKEN(409),
    /** Paid sounds are for businesses of the kind LABEL. */
    LABEL_NEEDED(403);

    private final int status;

    PromotionProblem(int status) {
        this.status = status;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public int status() {
        return status;
    }
}
