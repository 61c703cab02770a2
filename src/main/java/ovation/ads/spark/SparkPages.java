package ovation.ads.spark;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.identity.Viewer;

/** A creator makes and revokes codes on the page of her post; the post's page shows them by {@code ads/spark}. */
@Controller
class SparkPages {

    private final MakingSparkCodes making;

    SparkPages(MakingSparkCodes making) {
        this.making = making;
    }

    /** @param id made by the page, so that a form that is sent twice makes one code */
    @PostMapping("/desk/creator/videos/{video}/spark")
    String make(
            Viewer viewer,
            @PathVariable UUID video,
            @RequestParam UUID id,
            @RequestParam int days,
            @RequestParam int sharePercent) {
        making.make(viewer, id, new MakingSparkCodes.Terms(video, days, sharePercent));
        return "redirect:/desk/creator/videos/" + video + "#spark";
    }

    @PostMapping("/desk/creator/videos/{video}/spark/{id}/revocation")
    String revoke(Viewer viewer, @PathVariable UUID video, @PathVariable UUID id) {
        making.revoke(viewer, id);
        return "redirect:/desk/creator/videos/" + video + "#spark";
    }
}
