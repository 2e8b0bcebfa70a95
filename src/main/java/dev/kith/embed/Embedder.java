package dev.kith.embed;

import dev.kith.model.AgentId;
import dev.kith.model.Failure;
import dev.kith.vector.UnitVector;
import dev.kith.wire.Answer;
import dev.kith.wire.EntityBehavior;
import dev.kith.wire.Envelopes;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import dev.kith.wire.VectorizeRequest;
import dev.kith.wire.VectorizeResult;
import dev.kith.wire.Wire;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.jspecify.annotations.Nullable;

/**
 * Embeds one task's batches of texts, as a Cluster Sharding entity whose id is task id, batch and
 * perhaps a salt; or queries, as the one of its agent that has a {@link #KEY}.
 *
 * <pre>
 *   Embed ──► envelope good? our model? texts in bounds? quota, room, no pause? ──no──► Refused
 *                  │yes
 *                  ▼
 *             pool (off this thread) ──ok──► Done, sealed, with a receipt
 *                                    └─err─► Refused(MODEL_UNAVAILABLE)
 * </pre>
 *
 * Every {@link Embed} is answered exactly once. Nothing is kept between requests, so a restart
 * loses only the requests in flight; their senders time out and try another agent.
 */
public final class Embedder extends EntityBehavior<Embedder.Command> {

    /** What embedders are called in Cluster Sharding. */
    public static final EntityTypeKey<Command> TYPE =
            EntityTypeKey.create(Command.class, "embedder");

    /**
     * How the one embedder of every agent that embeds queries is found; its entity id is its
     * actor's name.
     */
    public static final ServiceKey<Command> KEY = ServiceKey.create(Command.class, "embedder");

    /** Everything this actor can receive. */
    public sealed interface Command {}

    /**
     * Asks for vectors.
     *
     * @param part what the asker calls this request; comes back in the answer
     * @param request a {@code vectorize} envelope with a {@link VectorizeRequest}, its audience
     *     {@link #audience}
     */
    public record Embed(String part, Sealed request, ActorRef<Answer> replyTo)
            implements Command, Wire {}

    /** The pool finished, well or badly: exactly one of the two is null. */
    private record Finished(
            Embed asked,
            Opened.Accepted<VectorizeRequest> opened,
            @Nullable List<UnitVector> vectors,
            @Nullable Throwable error)
            implements Command {}

    /**
     * What all embedders of an agent share.
     *
     * @param self who we are
     * @param regard what each asker gets when the pool is busy
     * @param time for receipts
     */
    public record Trade(
            AgentId self,
            Envelopes envelopes,
            EmbeddingPool pool,
            Regard regard,
            ReceiptSigner signer,
            InstantSource time,
            EmbedderSettings settings) {}

    private final String entityId;
    private final Trade trade;

    private Embedder(ActorContext<Command> context, String entityId, Trade trade) {
        super(context);
        this.entityId = entityId;
        this.trade = trade;
    }

    /** The embedder with this entity id. */
    public static Behavior<Command> create(String entityId, Trade trade) {
        return Behaviors.setup(context -> new Embedder(context, entityId, trade));
    }

    /** What a sender writes as the audience of its envelope. */
    public static String audience(String entityId) {
        return TYPE.name() + "/" + entityId;
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Embed embed -> onEmbed(embed);
            case Finished finished -> onFinished(finished);
        }
        return this;
    }

    private void onEmbed(Embed asked) {
        Opened<VectorizeRequest> opened =
                trade.envelopes.open(
                        asked.request(),
                        MessageType.VECTORIZE,
                        audience(entityId),
                        VectorizeRequest.class);
        switch (opened) {
            case Opened.Rejected<VectorizeRequest>(var failure) -> refuse(asked, failure);
            case Opened.Accepted<VectorizeRequest> accepted -> onOpened(asked, accepted);
        }
    }

    private void onOpened(Embed asked, Opened.Accepted<VectorizeRequest> opened) {
        VectorizeRequest request = opened.payload();
        var check = new RequestCheck(trade.pool.model().identity(), trade.settings);
        Optional<Failure> objection = check.objection(request);
        if (objection.isPresent()) {
            refuse(asked, objection.get());
            return;
        }
        Optional<Duration> wait = wait(opened.sender(), request);
        if (wait.isPresent()) {
            refuse(asked, quotaUsed(wait.get()));
            return;
        }
        var asker = new Lane.Asker(opened.sender().did(), trade.regard.weight(opened.sender()));
        trade.pool
                .submit(request.query(), request.texts(), asker)
                .ifPresentOrElse(
                        stage ->
                                getContext()
                                        .pipeToSelf(
                                                stage,
                                                (vectors, error) ->
                                                        new Finished(
                                                                asked, opened, vectors, error)),
                        () -> refuse(asked, notTaken(request)));
    }

    /** Of its quota nothing is taken for what has no place anyway. */
    private Optional<Duration> wait(AgentId asker, VectorizeRequest request) {
        boolean query = request.query();
        boolean place =
                (query || trade.pool.pause().isEmpty())
                        && trade.pool.share(query, request.texts().size()) <= 1;
        boolean busy = trade.pool.share(query, 0) >= trade.regard.busyShare();
        return place && busy ? trade.regard.take(asker) : Optional.empty();
    }

    private Failure notTaken(VectorizeRequest request) {
        Optional<String> pause = trade.pool.pause();
        if (!request.query() && pause.isPresent()) return paused(pause.get());
        var load = trade.pool.load();
        return new Failure(
                Failure.Code.OVERLOADED,
                load.inFlight() + " texts in flight; try again later or on another agent");
    }

    private static Failure quotaUsed(Duration wait) {
        return new Failure(
                Failure.Code.OVERLOADED,
                "this agent is busy and has done its share for you; try again in "
                        + (wait.toSeconds() + 1)
                        + " s or on another agent");
    }

    private static Failure paused(String why) {
        return new Failure(Failure.Code.PAUSED, why + "; ask another agent, or later");
    }

    private void onFinished(Finished finished) {
        switch (finished) {
            case Finished(var asked, var opened, var vectors, _) when vectors != null ->
                    asked.replyTo().tell(done(asked, opened, vectors));
            case Finished(var asked, var opened, _, var error) ->
                    refuse(asked, failed(opened, error));
        }
    }

    private Failure failed(Opened.Accepted<VectorizeRequest> opened, @Nullable Throwable error) {
        Throwable cause = error instanceof CompletionException e ? e.getCause() : error;
        if (cause instanceof CancellationException) {
            return new Failure(Failure.Code.OVERLOADED, "this agent is leaving; ask another");
        }
        if (cause instanceof PausedException pause)
            return paused(String.valueOf(pause.getMessage()));
        getContext().getLog().warn("embedding for task {} failed", opened.taskId(), error);
        return new Failure(
                Failure.Code.MODEL_UNAVAILABLE,
                "the model failed: " + (cause == null ? "unknown" : cause.getMessage()));
    }

    private Answer done(
            Embed asked, Opened.Accepted<VectorizeRequest> opened, List<UnitVector> vectors) {
        var result =
                new VectorizeResult(
                        vectors.stream().map(UnitVector::toBase64).toList(),
                        trade.signer.receipt(
                                trade.self,
                                trade.pool.model(),
                                opened.payload(),
                                vectors,
                                trade.time.millis()));
        Sealed sealed =
                trade.envelopes.seal(
                        MessageType.RESULT, opened.taskId(), opened.sender().did(), result);
        return new Answer.Done(asked.part(), sealed);
    }

    private void refuse(Embed asked, Failure failure) {
        asked.replyTo().tell(new Answer.Refused(asked.part(), trade.self.did(), failure));
    }
}
