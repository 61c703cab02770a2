package ovation.ads.promo;

import java.time.Instant;
import java.util.List;
import ovation.identity.Viewer;
import ovation.videos.Videos.VideoFacts;

/** SPI: what a promotion of this kind is about. A bean each. */
public interface PromotionKind {

    String kind();

    /** Whether the post belongs to it by what it is; when it was published is checked already. */
    boolean accepts(Promotion promotion, VideoFacts post);

    /** Posts that may belong to it, published in its time: so that none is missed that was published while nobody listened. */
    List<VideoFacts> posts(Promotion promotion);

    /** @throws ovation.base.Refused if its rules do not let the person take part */
    void admit(Promotion promotion, Viewer viewer);

    /**
     * Its last day is over and all its views are counted: pays what is to be paid from its prize money, in this transaction.
     *
     * @return what was paid, in micros
     */
    long finish(Promotion promotion, Instant now);
}
