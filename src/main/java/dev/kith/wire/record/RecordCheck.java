package dev.kith.wire.record;

import dev.kith.wire.envelope.SignatureCheck;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.setup.Setup;

/**
 * Decides which records count: those that their authors signed for this network. Says the same of a
 * record at every agent and at any time, so never looks at a clock or at who is admitted; readers
 * do. Remembers what it has checked; safe for many threads.
 */
public final class RecordCheck {
    /** Bad records are sent by whoever wants to keep others busy: good ones need the memory. */
    private static final int GOOD_FOR_ONE_BAD = 8;

    /** Whether an author may begin anew. */
    @FunctionalInterface
    public interface Recovery {
        /** Nobody may: an agent that was proven dishonest remains so. */
        Recovery NONE = _ -> false;

        /** Whether the network consents to this claim's epoch, which is above 0. */
        boolean allows(Claim claim);
    }

    /** Gives one ActorSystem its check, for records that it reads from others. */
    public static final class Given extends Setup {
        private final RecordCheck check;

        /** To be part of the {@code ActorSystemSetup}. */
        public Given(RecordCheck check) {
            this.check = check;
        }
    }

    private final String network;
    private final SignatureCheck signatures;
    private final Recovery recovery;
    private final Map<Hash, Boolean> good;
    private final Map<Hash, Boolean> bad;

    /**
     * Nothing is checked yet.
     *
     * @param network the records are for it and no other
     * @param signatures strict: must take exactly one spelling of keys and signatures
     * @param recordsMax most records that are remembered as good
     */
    public RecordCheck(
            String network, SignatureCheck signatures, Recovery recovery, int recordsMax) {
        if (recordsMax < 1) throw new IllegalArgumentException("recordsMax: " + recordsMax);
        this.network = network;
        this.signatures = signatures;
        this.recovery = recovery;
        this.good = latest(recordsMax);
        this.bad = latest(recordsMax / GOOD_FOR_ONE_BAD + 1);
    }

    private static Map<Hash, Boolean> latest(int max) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Hash, Boolean> eldest) {
                return size() > max;
            }
        };
    }

    /**
     * The one that this ActorSystem was started with.
     *
     * @throws IllegalStateException if it was started without a {@link Given}
     */
    public static RecordCheck of(ActorSystem system) {
        return system.settings()
                .setup()
                .get(Given.class)
                .map(given -> given.check)
                .orElseThrow(() ->
                        new IllegalStateException(
                                system.name() + " was started without a RecordCheck.Given"));
    }

    /** Whether its author has signed it. */
    boolean valid(SignedRecord record) {
        synchronized (good) {
            if (good.get(record.hash()) != null) return true;
            if (bad.get(record.hash()) != null) return false;
        }
        Claim claim = record.claim();
        boolean valid =
                (claim.epoch() == 0 || recovery.allows(claim))
                        && signatures.verify(
                                claim.author(), claim.signedInput(network), record.signature());
        synchronized (good) {
            (valid ? good : bad).put(record.hash(), true);
        }
        return valid;
    }
}
