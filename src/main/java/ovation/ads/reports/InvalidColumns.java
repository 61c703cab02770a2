package ovation.ads.reports;

import java.util.List;
import java.util.UUID;

/** Where whoever credits invalid charges tells the reports of it. */
public interface InvalidColumns {

    /** Counts these charges as invalid and credited, in the caller's transaction; each at most once. */
    void credited(List<UUID> exposures);
}
