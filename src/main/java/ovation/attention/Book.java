package ovation.attention;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes what we know ourselves, and wakes the readers when it has committed. */
@Service
class Book implements AttentionBook {

    private final EventRows rows;
    private final EventLog log;
    private final Bell bell;
    private final ObjectProvider<Readers> readers; // readers may write into the book themselves

    Book(EventRows rows, EventLog log, Bell bell, ObjectProvider<Readers> readers) {
        this.rows = rows;
        this.log = log;
        this.bell = bell;
        this.readers = readers;
    }

    @Override
    @Transactional
    public void record(List<AttentionEvent> events) {
        rows.insert(events);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bell.ring();
            }
        });
    }

    @Override
    public boolean caughtUp() {
        return log.allHaveRead() && readers.getObject().listenersHaveHeard();
    }
}
