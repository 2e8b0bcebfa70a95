package dev.kith.task.work;

import dev.kith.aggregate.Aggregator;
import dev.kith.aggregate.Gathered;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.DocumentRecord;
import dev.kith.placement.work.Pick;
import dev.kith.task.check.Found;
import dev.kith.task.run.Tools;
import dev.kith.wire.MessageType;
import dev.kith.wire.Sealed;
import dev.kith.wire.VectorizeRequest;
import dev.kith.wire.VectorizeResult;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Has one batch embedded: announces it to the task's aggregator, then asks an embedder; what comes
 * back is checked before it counts as done.
 */
final class EmbedWork implements Work<VectorizeResult> {
    private final Tools tools;
    private final DocumentRecord record;
    private final Batch batch;

    EmbedWork(Tools tools, DocumentRecord record, Batch batch) {
        this.tools = tools;
        this.record = record;
        this.batch = batch;
    }

    @Override
    public Capability capability() {
        return Capability.EMBED;
    }

    @Override
    public void slow(AgentId agent) {
        tools.checks().late(agent, tools.model().get());
    }

    @Override
    public Work.Place place() {
        return new Work.Place(batch.segment(), batch.index());
    }

    @Override
    public double size() {
        return batch.texts().size();
    }

    @Override
    public String entity(int salt) {
        return record.task().value() + "/" + batch.segment() + "/" + batch.index() + "/" + salt;
    }

    @Override
    public Behavior<Gathered> attempt(Pick pick, Consumer<Errand.Attempted<VectorizeResult>> told) {
        return Behaviors.setup(context -> {
            String task = record.task().value();
            String entityId = entity(pick.salt());
            String model = tools.model().get();
            var asked = tools.witness().asks(capability(), tools.policy().timeout(1));
            tools.trades().aggregate(task, expect(entityId, model, context.getSelf()));
            return Behaviors.receiveMessage(gathered ->
                    switch (gathered) {
                        case Gathered.Ready(_, var inbox) -> {
                            Sealed request = request(entityId, model);
                            tools.trades().embed(entityId, entityId, request, inbox);
                            yield Behaviors.same();
                        }
                        case Gathered.Complete(_, var result) -> {
                            check(result, pick.explored(), asked, told);
                            yield Behaviors.stopped();
                        }
                        case Gathered.Incomplete(_, var claimed, var failure) -> {
                            String agent = Work.refuser(claimed, pick.agent());
                            asked.refused(agent, failure, batch.texts().size());
                            told.accept(new Errand.Refused<>(agent, failure));
                            yield Behaviors.stopped();
                        }
                    });
        });
    }

    /** After a result that must not be stored another agent is asked. */
    private void check(
            VectorizeResult result,
            boolean explored,
            Witness.Asked asked,
            Consumer<Errand.Attempted<VectorizeResult>> told) {
        long came = tools.clock().millis();
        var place =
                new dev.kith.audit.Place(
                        record.key(), record.version(), batch.segment(), batch.index());
        var found = new Found(record.task(), place, batch.texts(), result, explored);
        AgentId author = result.receipt().agent();
        tools.checks()
                .check(
                        found,
                        objection -> {
                            if (objection.isPresent()) {
                                told.accept(
                                        new Errand.Disbelieved<>(author.did(), objection.get()));
                            } else {
                                asked.brought(author, batch.texts().size(), came);
                                told.accept(new Errand.Brought<>(author.did(), result));
                            }
                        });
    }

    private Aggregator.Expect expect(String part, String model, ActorRef<Gathered> replyTo) {
        return new Aggregator.Expect(
                part, tools.self().did(), batch.input(), model, batch.texts().size(), 1, replyTo);
    }

    private Sealed request(String entityId, String model) {
        return tools.envelopes()
                .seal(
                        MessageType.VECTORIZE,
                        record.task().value(),
                        "embedder/" + entityId,
                        new VectorizeRequest(model, false, batch.texts()));
    }
}
