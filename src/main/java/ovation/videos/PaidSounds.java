package ovation.videos;

import java.util.List;
import java.util.UUID;
import ovation.identity.Viewer;

/** SPI: sounds that have bought a place in the picker. Answers from memory. */
public interface PaidSounds {

    List<PaidSound> inPicker(Viewer viewer);

    /** @param sponsor who paid @param exposure the signed permission to report that it was seen and picked */
    record PaidSound(UUID sound, String sponsor, String exposure) {}
}
