package dev.kith.wire.board;

import dev.kith.identity.AgentKeys;
import dev.kith.identity.CheckedKeys;
import dev.kith.model.AgentId;
import dev.kith.wire.envelope.Signer;
import dev.kith.wire.record.Claim;
import dev.kith.wire.record.Hash;
import dev.kith.wire.record.Kind;
import dev.kith.wire.record.RecordCheck;
import dev.kith.wire.record.SignedRecord;
import dev.kith.wire.record.SignedRecords;
import dev.kith.wire.record.Slot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.ddata.typed.javadsl.DistributedData;
import org.apache.pekko.cluster.ddata.typed.javadsl.Replicator;
import org.apache.pekko.util.ByteString;

/** Agents with keys of their own, and what they may write. */
public final class BoardCast {
    public static final String NETWORK = "net-1";
    public static final long NEVER = 9_000_000_000_000L;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    private BoardCast() {}

    public static Signer agent(int number) {
        byte[] seed = new byte[32];
        ByteBuffer.wrap(seed).putInt(number + 1);
        AgentKeys keys = AgentKeys.ofSeed(seed);
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

    public static RecordCheck check() {
        return new RecordCheck(
                NETWORK, new CheckedKeys(100)::verify, RecordCheck.Recovery.NONE, 1000);
    }

    public static SignedRecord record(Kind kind, int agent, long version, String text) {
        return record(kind, agent, version, NEVER, text);
    }

    public static SignedRecord record(
            Kind kind, int agent, long version, long notAfter, String text) {
        return record(kind, agent(agent), version, notAfter, text);
    }

    public static SignedRecord record(
            Kind kind, Signer author, long version, long notAfter, String text) {
        ByteString payload = ByteString.fromString(text);
        return new Claim(
                        kind,
                        author.id(),
                        0,
                        version,
                        notAfter,
                        payload.isEmpty(),
                        Hash.NONE,
                        payload)
                .sign(NETWORK, author);
    }

    public static Slot slot(RecordCheck check, SignedRecord record) {
        return SignedRecords.empty(check)
                .put(record)
                .slot(record.claim().kind(), record.claim().author())
                .orElseThrow();
    }

    /** Where all that this agent pins is. */
    public static int bucket(AgentId agent) {
        return Buckets.of(agent);
    }

    /** What this member has of an agent, whatever it is worth. */
    public static CompletionStage<Optional<SignedRecord>> known(
            ActorSystem<?> system, Kind kind, AgentId agent) {
        var key = new Buckets.OfRecords(kind, Buckets.of(agent));
        CompletionStage<Replicator.GetResponse<SignedRecords>> answer =
                AskPattern.ask(
                        DistributedData.get(system).replicator(),
                        replyTo -> new Replicator.Get<>(key, Replicator.readLocal(), replyTo),
                        ANSWER_MAX,
                        system.scheduler());
        return answer.thenApply(got ->
                got instanceof Replicator.GetSuccess<SignedRecords> success
                        ? success.get(key).slot(kind, agent).map(Slot::first)
                        : Optional.empty());
    }

    /** As if {@code record} had come to this member from another. */
    public static void tell(ActorSystem<?> system, SignedRecord record) {
        var key = new Buckets.OfRecords(record.claim().kind(), Buckets.of(record.claim().author()));
        DistributedData.get(system)
                .replicator()
                .tell(
                        new Replicator.Update<>(
                                key,
                                SignedRecords.empty(RecordCheck.of(system.classicSystem())),
                                Replicator.writeLocal(),
                                system.ignoreRef(),
                                all -> all.put(record)));
    }
}
