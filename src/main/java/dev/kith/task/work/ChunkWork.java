package dev.kith.task.work;

import dev.kith.chunk.Soundness;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.Chunk;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Segment;
import dev.kith.placement.work.Pick;
import dev.kith.task.run.Tools;
import dev.kith.wire.Answer;
import dev.kith.wire.ChunkRequest;
import dev.kith.wire.ChunkResult;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Has one segment cut into chunks. */
final class ChunkWork implements Work<List<Chunk>> {
    private final Tools tools;
    private final DocumentRecord record;
    private final Segment segment;
    private final ChunkRequest request;

    ChunkWork(Tools tools, DocumentRecord record, Segment segment) {
        this.tools = tools;
        this.record = record;
        this.segment = segment;
        this.request =
                new ChunkRequest(
                        segment.index(),
                        segment.start(),
                        record.segments() == 1,
                        segment.text(),
                        segment.headings());
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
    public Behavior<Answer> attempt(Pick pick, Consumer<Errand.Attempted<List<Chunk>>> told) {
        return Behaviors.setup(context -> {
            String entityId = entity(pick.salt());
            var asked = tools.witness().asks(capability(), tools.policy().timeout(1));
            tools.trades().chunk(entityId, entityId, request(entityId), context.getSelf());
            return Behaviors.receiveMessage(answer -> {
                told.accept(read(answer, pick.agent(), asked));
                return Behaviors.stopped();
            });
        });
    }

    private Sealed request(String entityId) {
        return tools.envelopes()
                .seal(MessageType.CHUNK, record.task().value(), "chunker/" + entityId, request);
    }

    private Errand.Attempted<List<Chunk>> read(
            Answer answer, Optional<AgentId> picked, Witness.Asked asked) {
        return switch (answer) {
            case Answer.Refused(_, var agent, var failure) ->
                    refused(Work.refuser(agent, picked), failure, asked);
            case Answer.Done(_, var result) ->
                    switch (tools.envelopes()
                            .open(
                                    result,
                                    MessageType.RESULT,
                                    tools.self().did(),
                                    ChunkResult.class)) {
                        case Opened.Rejected<ChunkResult>(var failure) ->
                                refused("", failure, asked);
                        case Opened.Accepted<ChunkResult>(var agent, _, _, var chunks) ->
                                taken(agent, chunks, asked);
                    };
        };
    }

    private Errand.Attempted<List<Chunk>> taken(
            AgentId agent, ChunkResult result, Witness.Asked asked) {
        Optional<String> objection = Soundness.objection(request, result);
        if (objection.isPresent()) return refused(agent.did(), wrong(objection.get()), asked);
        asked.brought(agent, result.chunks().size(), tools.clock().millis());
        return new Errand.Brought<>(agent.did(), result.chunks());
    }

    private static Errand.Refused<List<Chunk>> refused(
            String agent, Failure failure, Witness.Asked asked) {
        asked.refused(agent, failure, 1);
        return new Errand.Refused<>(agent, failure);
    }

    private Failure wrong(String objection) {
        return new Failure(
                Failure.Code.CORRUPT_DATA,
                "a chunker's answer for segment " + segment.index() + " " + objection);
    }
}
