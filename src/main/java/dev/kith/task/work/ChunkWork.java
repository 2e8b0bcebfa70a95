package dev.kith.task.work;

import dev.kith.model.Capability;
import dev.kith.model.Chunk;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Segment;
import dev.kith.task.run.Tools;
import dev.kith.wire.Answer;
import dev.kith.wire.ChunkRequest;
import dev.kith.wire.ChunkResult;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Has one segment cut into chunks. */
final class ChunkWork implements Work<List<Chunk>> {
    private final Tools tools;
    private final DocumentRecord record;
    private final Segment segment;

    ChunkWork(Tools tools, DocumentRecord record, Segment segment) {
        this.tools = tools;
        this.record = record;
        this.segment = segment;
    }

    @Override
    public Capability capability() {
        return Capability.CHUNK;
    }

    @Override
    public Work.Place place() {
        return new Work.Place(segment.index(), -1);
    }

    @Override
    public double size() {
        return Math.max(1, segment.text().length());
    }

    @Override
    public String entity(int salt) {
        String first = record.task().value() + "/" + segment.index();
        return salt == 0 ? first : first + "/" + salt;
    }

    @Override
    public Behavior<Answer> attempt(int salt, Consumer<Errand.Attempted<List<Chunk>>> told) {
        return Behaviors.setup(context -> {
            String entityId = entity(salt);
            var asked = tools.witness().asks(capability(), tools.policy().timeout(1));
            tools.trades().chunk(entityId, entityId, request(entityId), context.getSelf());
            return Behaviors.receiveMessage(answer -> {
                told.accept(read(answer, asked));
                return Behaviors.stopped();
            });
        });
    }

    private Sealed request(String entityId) {
        var request =
                new ChunkRequest(
                        segment.index(),
                        segment.start(),
                        record.segments() == 1,
                        segment.text(),
                        segment.headings());
        return tools.envelopes()
                .seal(MessageType.CHUNK, record.task().value(), "chunker/" + entityId, request);
    }

    private Errand.Attempted<List<Chunk>> read(Answer answer, Witness.Asked asked) {
        return switch (answer) {
            case Answer.Refused(_, var agent, var failure) -> refused(agent, failure, asked);
            case Answer.Done(_, var result) ->
                    switch (tools.envelopes()
                            .open(
                                    result,
                                    MessageType.RESULT,
                                    tools.self().did(),
                                    ChunkResult.class)) {
                        case Opened.Rejected<ChunkResult>(var failure) ->
                                refused("", failure, asked);
                        case Opened.Accepted<ChunkResult>(var agent, _, _, var chunks)
                                when fits(chunks) -> {
                            asked.brought(agent, chunks.chunks().size(), tools.clock().millis());
                            yield new Errand.Brought<>(agent.did(), chunks.chunks());
                        }
                        case Opened.Accepted<ChunkResult>(var agent, _, _, _) ->
                                refused(agent.did(), wrong(), asked);
                    };
        };
    }

    private static Errand.Refused<List<Chunk>> refused(
            String agent, Failure failure, Witness.Asked asked) {
        asked.refused(agent, failure, 1);
        return new Errand.Refused<>(agent, failure);
    }

    /** Chunks may overlap, but begin one after the other, and lie in the segment. */
    private boolean fits(ChunkResult result) {
        int start = segment.start() - 1;
        int end = segment.start() + segment.text().length();
        for (Chunk chunk : result.chunks()) {
            if (chunk.start() <= start || chunk.end() > end) return false;
            start = chunk.start();
        }
        return result.segment() == segment.index();
    }

    private Failure wrong() {
        return new Failure(
                Failure.Code.CORRUPT_DATA,
                "a chunker cut segment " + segment.index() + " outside its text");
    }
}
