package dev.kith.wire.record;

import dev.kith.identity.AgentKeys;
import dev.kith.identity.CheckedKeys;
import dev.kith.model.AgentId;
import dev.kith.wire.envelope.Signer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.pekko.util.ByteString;

/** Agents that write records, some of them not their own. */
final class RecordCast {
    static final String NETWORK = "net-1";
    static final long LATER = 4_000_000_000_000L;

    private RecordCast() {}

    /** A voice with a key of its own for each number. */
    static Signer agent(int number) {
        byte[] seed = new byte[32];
        ByteBuffer.wrap(seed).putInt(number + 1);
        return voice(AgentKeys.ofSeed(seed));
    }

    private static Signer voice(AgentKeys keys) {
        return new Signer() {
            @Override
            public AgentId id() {
                return keys.id();
            }

            @Override
            public byte[] sign(byte[] message) {
                return keys.sign(message);
            }
        };
    }

    /** Lets every agent begin new epochs. */
    static RecordCheck check() {
        return check(_ -> true);
    }

    static RecordCheck check(RecordCheck.Recovery recovery) {
        return new RecordCheck(NETWORK, new CheckedKeys(100)::verify, recovery, 10_000);
    }

    static Claim claim(Kind kind, AgentId author, long epoch, long version, String text) {
        return new Claim(
                kind, author, epoch, version, LATER, false, Hash.NONE, ByteString.fromString(text));
    }

    static SignedRecord record(int agent, long version, String text) {
        return record(Kind.CAPABILITY, agent, 0, version, text);
    }

    static SignedRecord record(Kind kind, int agent, long epoch, long version, String text) {
        Signer author = agent(agent);
        return claim(kind, author.id(), epoch, version, text).sign(NETWORK, author);
    }

    /** What {@code victim} never said, signed by {@code forger}. */
    static SignedRecord forged(int forger, int victim, long version, String text) {
        Claim claim = claim(Kind.CAPABILITY, agent(victim).id(), 0, version, text);
        return new SignedRecord(claim, agent(forger).sign(claim.signedInput(NETWORK)));
    }

    /** The record with one bit of its signature another. */
    static SignedRecord flipped(SignedRecord record, int bit) {
        byte[] signature = record.signature();
        signature[bit / 8] ^= (byte) (1 << bit % 8);
        return new SignedRecord(record.claim(), signature);
    }

    /** The signature under a claim that it is not for. */
    static SignedRecord moved(SignedRecord record, Claim claim) {
        return new SignedRecord(claim, record.signature());
    }

    /** Honest records, forks and old ones of four agents in two kinds and two epochs. */
    static List<SignedRecord> honest() {
        List<SignedRecord> all = new ArrayList<>();
        for (int agent = 0; agent < 4; agent++) {
            for (Kind kind : List.of(Kind.CAPABILITY, Kind.VITALS)) {
                for (long version = 1; version <= 6; version++) {
                    for (int text = 0; text < 3; text++) {
                        all.add(record(kind, agent, version / 4, 1 + version % 4, "t" + text));
                    }
                }
            }
        }
        return all;
    }

    /** What others may try with these: all of it invalid. */
    static List<SignedRecord> hostile(List<SignedRecord> honest, Random random) {
        List<SignedRecord> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            SignedRecord real = honest.get(random.nextInt(honest.size()));
            Claim claim = real.claim();
            AgentId other = agent(random.nextInt(4)).id();
            all.add(forged(7, random.nextInt(4), random.nextInt(1, 9), "forged"));
            all.add(flipped(real, random.nextInt(512)));
            all.add(moved(real, claim(claim.kind(), claim.author(), 1, 9, "t0")));
            all.add(moved(real, claim(claim.kind(), other, claim.epoch(), 8, "t1")));
            all.add(moved(real, claim(Kind.RATINGS, claim.author(), 0, claim.version(), "t2")));
            all.add(claim.sign("net-2", agent(number(claim.author()))));
        }
        return all;
    }

    private static int number(AgentId author) {
        for (int i = 0; i < 4; i++) {
            if (agent(i).id().equals(author)) return i;
        }
        throw new IllegalArgumentException("not of the cast: " + author);
    }
}
