package ovation.identity;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** People found by hashes of how they can be reached; only those who have agreed to be. */
public interface HashedContacts {

    /**
     * @param hashes SHA-256, 64 hexadecimal digits, of addresses in lower case without blanks around
     * @return in no order: who owns one of the addresses and lets lists be matched
     */
    Set<UUID> consenting(Collection<String> hashes);
}
