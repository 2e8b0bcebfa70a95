package dev.kith.node;

import dev.kith.model.AgentId;
import dev.kith.node.lasting.Credentials;
import dev.kith.wire.board.BoardCast;
import dev.kith.wire.envelope.Signer;
import dev.kith.wire.record.Claim;
import dev.kith.wire.record.Hash;
import dev.kith.wire.record.Kind;
import dev.kith.wire.record.SignedRecord;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.util.ByteString;

/**
 * Lies on the board: in others' names, in its own, and two things at once. Its agent believes and
 * passes on whatever anybody signed, so that what it forges really reaches the others.
 */
final class BoardLiar {
    static final String FORGED = "forged";

    private static final long AHEAD = 1_000_000_000;
    private static final long STRIDE = 1_000_000;
    private static final long READ_SECONDS = 10;
    private static final long SLOT_MILLIS = TimeUnit.HOURS.toMillis(6);
    private static final long WORDS = 50;
    private static final long PARTS = 10_000;

    /** Keys that anybody can make. */
    private static final List<Signer> STRANGERS =
            List.of(BoardCast.agent(7001), BoardCast.agent(7002));

    private final AtomicReference<Credentials> credentials = new AtomicReference<>();
    private long version = System.currentTimeMillis() + AHEAD;

    /** Takes an agent's keys, and makes it take every signature for good. */
    Credentials disguise(Credentials honest) {
        credentials.set(honest);
        return new Credentials(
                honest.folder(),
                honest.membership(),
                honest.signer(),
                honest.envelopes(),
                honest.receipts(),
                (_, _, _) -> true,
                honest.tls());
    }

    /** Says of every victim, in its name, that it is called something else. */
    void forgeCards(ActorSystem<?> system, List<Agent> victims)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (Agent victim : victims) {
            String card = card(system, victim.self());
            String other =
                    card.replace(
                            "\"name\":\"" + victim.name() + "\"", "\"name\":\"" + FORGED + "\"");
            if (card.equals(other)) continue; // not heard yet, or forged already
            BoardCast.tell(system, record(Kind.CAPABILITY, victim.self(), version(), other));
        }
    }

    /**
     * Says in its own name that all victims were wrong many times and that it proved so, in each
     * victim's name the same of the other victims, and in the names of two that it has made up that
     * they proved so too.
     */
    void forgeRatings(ActorSystem<?> system, List<AgentId> victims) {
        BoardCast.tell(system, record(Kind.RATINGS, self(), version(), slander(victims)));
        String dids = String.join(",", victims.stream().map(id -> "\"" + id.did() + "\"").toList());
        String proven = "{\"convinced\":[" + dids + "],\"evidence\":[]}";
        BoardCast.tell(system, record(Kind.EVIDENCE, self(), version(), proven));
        for (Signer stranger : STRANGERS) {
            BoardCast.tell(system, sign(Kind.EVIDENCE, stranger, version(), proven));
        }
        for (AgentId victim : victims) {
            List<AgentId> others = victims.stream().filter(id -> !id.equals(victim)).toList();
            BoardCast.tell(system, record(Kind.RATINGS, victim, version(), slander(others)));
        }
    }

    /** Tells two members two cards of one version. */
    void equivocate(ActorSystem<?> one, ActorSystem<?> other)
            throws InterruptedException, ExecutionException, TimeoutException {
        String card = card(one, self());
        if (card.isEmpty()) return;
        long same = version();
        BoardCast.tell(one, record(Kind.CAPABILITY, self(), same, card));
        BoardCast.tell(
                other,
                record(Kind.CAPABILITY, self(), same, card.replace("\"name\":\"", "\"name\":\"x")));
    }

    private String card(ActorSystem<?> system, AgentId agent)
            throws InterruptedException, ExecutionException, TimeoutException {
        return BoardCast.known(system, Kind.CAPABILITY, agent)
                .toCompletableFuture()
                .get(READ_SECONDS, TimeUnit.SECONDS)
                .map(record -> record.claim().payload().utf8String())
                .orElse("");
    }

    /** A book in which every subject was wrong so often that it could not be worse. */
    private static String slander(List<AgentId> victims) {
        List<String> dids =
                victims.stream().map(AgentId::did).sorted().map(did -> "\"" + did + "\"").toList();
        long now = System.currentTimeMillis();
        String wrong = "0,0,0," + WORDS * PARTS;
        List<String> rows =
                IntStream.range(0, dids.size())
                        .mapToObj(i ->
                                "[%d,0,%d,0,%d,%s,%d,%s]"
                                        .formatted(i, now, WORDS, wrong, now / SLOT_MILLIS, wrong))
                        .toList();
        return "{\"subjects\":[%s],\"trades\":[\"embed\"],\"entries\":[%s]}"
                .formatted(String.join(",", dids), String.join(",", rows));
    }

    /** Signed by the liar, whoever is said to have written it. */
    private SignedRecord record(Kind kind, AgentId author, long version, String payload) {
        Signer liar = keys().signer();
        var as =
                new Signer() {
                    @Override
                    public AgentId id() {
                        return author;
                    }

                    @Override
                    public byte[] sign(byte[] message) {
                        return liar.sign(message);
                    }
                };
        return sign(kind, as, version, payload);
    }

    private SignedRecord sign(Kind kind, Signer author, long version, String payload) {
        return new Claim(
                        kind,
                        author.id(),
                        0,
                        version,
                        BoardCast.NEVER,
                        false,
                        Hash.NONE,
                        ByteString.fromString(payload))
                .sign(keys().membership().network(), author);
    }

    private long version() {
        version += STRIDE;
        return version;
    }

    private AgentId self() {
        return keys().signer().id();
    }

    private Credentials keys() {
        Credentials keys = credentials.get();
        if (keys == null) throw new IllegalStateException("no agent is disguised yet");
        return keys;
    }
}
