package dev.kith.chunk;

import dev.kith.model.Failure;
import dev.kith.wire.Answer;
import dev.kith.wire.ChunkRequest;
import dev.kith.wire.ChunkResult;
import dev.kith.wire.EntityBehavior;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import dev.kith.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts segments into chunks for others; a Cluster Sharding entity, id = task id + segment.
 *
 * <pre>
 *   Cut ──► no pause, place at the desk? ──no──► Refused(PAUSED, OVERLOADED)
 *            │yes
 *            ▼
 *        open envelope (off this thread) ──bad──► Refused
 *            ▼
 *        split ──► Done(sealed result)      a bug ──► Refused(INTERNAL)
 * </pre>
 *
 * Every {@link Cut} is answered exactly once, by the thread that did the work, so that an entity
 * that is moved meanwhile still answers. Nothing is kept between requests.
 */
public final class Chunker extends EntityBehavior<Chunker.Command> {
    /** How Cluster Sharding knows chunkers. */
    public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "chunker");

    private static final Logger LOG = LoggerFactory.getLogger(Chunker.class);

    /** Everything this actor can receive. */
    public sealed interface Command {}

    /**
     * Asks for the chunks of one segment.
     *
     * @param part what the asker calls this request; comes back in the answer
     * @param request a {@code chunk} envelope around a {@link ChunkRequest}, addressed to {@link
     *     #audience}
     */
    public record Cut(String part, Sealed request, ActorRef<Answer> replyTo)
            implements Command, Wire {}

    private final String audience;
    private final ChunkDesk desk;

    private Chunker(ActorContext<Command> context, String audience, ChunkDesk desk) {
        super(context);
        this.audience = audience;
        this.desk = desk;
    }

    /** The chunker with this entity id, working at {@code desk}. */
    public static Behavior<Command> create(String entityId, ChunkDesk desk) {
        return Behaviors.setup(context -> new Chunker(context, audience(entityId), desk));
    }

    /** Whom a request to the entity must be addressed to. */
    public static String audience(String entityId) {
        return KEY.name() + "/" + entityId;
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Cut cut -> onCut(cut);
        }
        return this;
    }

    private void onCut(Cut cut) {
        Optional<String> pause = desk.pause();
        if (pause.isPresent()) {
            refuse(cut, Failure.Code.PAUSED, pause.get() + "; ask another agent, or later");
            return;
        }
        if (!desk.enter()) {
            refuse(
                    cut,
                    Failure.Code.OVERLOADED,
                    desk.settings().inFlightMax() + " segments in flight");
            return;
        }
        try {
            desk.blocking().execute(() -> work(cut));
        } catch (RejectedExecutionException e) {
            desk.leave();
            getContext().getLog().debug("no thread for {}", cut.part(), e);
            refuse(cut, Failure.Code.OVERLOADED, "no thread is free");
        }
    }

    /** On a thread of the desk: touches nothing of the actor that changes. */
    private void work(Cut cut) {
        Answer answer;
        try {
            answer = answer(cut);
        } catch (InterruptedException e) {
            LOG.debug("interrupted while cutting {}", cut.part(), e);
            Thread.currentThread().interrupt();
            answer = refused(cut, Failure.Code.OVERLOADED, "this agent is leaving");
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("cutting {} of {} failed", cut.part(), audience, e);
            answer = refused(cut, Failure.Code.INTERNAL, e.getClass().getSimpleName());
        } finally {
            desk.leave();
        }
        cut.replyTo().tell(answer);
    }

    private Answer answer(Cut cut) throws InterruptedException {
        Opened<ChunkRequest> opened =
                desk.envelopes()
                        .open(cut.request(), MessageType.CHUNK, audience, ChunkRequest.class);
        return switch (opened) {
            case Opened.Rejected<ChunkRequest>(var failure) ->
                    new Answer.Refused(cut.part(), desk.self().did(), failure);
            case Opened.Accepted<ChunkRequest> accepted -> answer(cut, accepted);
        };
    }

    private Answer answer(Cut cut, Opened.Accepted<ChunkRequest> accepted)
            throws InterruptedException {
        ChunkRequest request = accepted.payload();
        int bytes = request.text().getBytes(StandardCharsets.UTF_8).length;
        int bytesMax = desk.settings().requestBytesMax();
        if (bytes > bytesMax) {
            return refused(
                    cut,
                    Failure.Code.TOO_LARGE,
                    bytes + " bytes; at most " + bytesMax + " a segment");
        }
        boolean outOfRange =
                request.segment() < 0
                        || request.offset() < 0
                        || request.offset() > Integer.MAX_VALUE - request.text().length();
        if (outOfRange) {
            return refused(
                    cut,
                    Failure.Code.INVALID_INPUT,
                    "segment " + request.segment() + " at offset " + request.offset());
        }
        ChunkResult result = desk.splitter().split(request);
        String asker = accepted.sender().did();
        Sealed reply = desk.envelopes().seal(MessageType.RESULT, accepted.taskId(), asker, result);
        return new Answer.Done(cut.part(), reply);
    }

    private void refuse(Cut cut, Failure.Code code, String detail) {
        cut.replyTo().tell(refused(cut, code, detail));
    }

    private Answer refused(Cut cut, Failure.Code code, String detail) {
        return new Answer.Refused(cut.part(), desk.self().did(), new Failure(code, detail));
    }
}
