package ovation.payouts;

import java.util.UUID;
import org.springframework.stereotype.Service;
import ovation.base.Refused;
import ovation.identity.Role;
import ovation.identity.Viewer;

/** Statements for whom they are made, and for finance. */
@Service
class OwnStatements {

    private final Statements statements;

    OwnStatements(Statements statements) {
        this.statements = statements;
    }

    /** @param number as printed, with leading zeros. @throws Refused 404 for other people's and unknown ones alike */
    Statement find(Viewer viewer, String number) {
        var person = viewer.person();
        if (!number.matches("\\d{1,18}")) {
            throw Refused.notFound();
        }
        return statements
                .find(Long.parseLong(number))
                .filter(statement -> readable(statement.person(), person, viewer))
                .orElseThrow(Refused::notFound);
    }

    private static boolean readable(UUID owner, UUID reader, Viewer viewer) {
        return owner.equals(reader) || viewer.is(Role.FINANCE) || viewer.is(Role.ADMIN);
    }
}
