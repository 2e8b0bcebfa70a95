package dev.kith.task.check;

import static dev.kith.task.testing.Samples.agent;

import dev.kith.aggregate.Aggregator;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.TaskId;
import dev.kith.placement.work.Homes;
import dev.kith.task.reach.Trades;
import dev.kith.task.run.Task;
import dev.kith.task.testing.Agents;
import dev.kith.task.testing.LocalTrades;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.task.testing.Samples;
import dev.kith.task.testing.WordModel;
import dev.kith.vector.UnitVector;
import dev.kith.wire.Answer;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import dev.kith.wire.VectorizeRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Embedders that answer in the order in which a test names them, silent after the last; or, where
 * shards stand somewhere, those who live there: salt n leads to agent 1 + n modulo how many there
 * are.
 */
final class OtherEmbedders implements Trades, Homes {
    private record Next(AgentId agent, boolean honest) {}

    /** What an embedder was sent. */
    record Request(String entityId, List<String> texts, String inbox) {}

    private final PaperEnvelopes.Post post;
    private final LocalTrades local;
    private final Deque<Next> next = new ArrayDeque<>();

    /** How many there are; 0 while nobody knows where shards stand. */
    volatile int agents;

    /** The next that is sent to them breaks whoever sends it. */
    volatile boolean broken;

    final Set<AgentId> liars = ConcurrentHashMap.newKeySet();
    final Set<AgentId> silent = ConcurrentHashMap.newKeySet();

    /** Who has answered, in order. */
    final List<AgentId> answered = new CopyOnWriteArrayList<>();

    /** What those were asked for. */
    final List<List<String>> asked = new CopyOnWriteArrayList<>();

    final List<Request> requests = new CopyOnWriteArrayList<>();

    OtherEmbedders(ActorTestKit kit, PaperEnvelopes.Post post) {
        this.post = post;
        this.local = new LocalTrades(kit, post);
    }

    synchronized void next(AgentId agent, boolean honest) {
        next.add(new Next(agent, honest));
    }

    @Override
    public Optional<String> of(Capability trade, String entityId) {
        return agents == 0 ? Optional.empty() : Optional.of(Agents.address(at(entityId)));
    }

    @Override
    public Map<String, Integer> counts(Capability trade) {
        return Map.of();
    }

    private int at(String entityId) {
        return 1 + Integer.parseInt(entityId.substring(entityId.lastIndexOf('/') + 1)) % agents;
    }

    private Next living(String entityId) {
        AgentId who = agent(at(entityId));
        return new Next(who, !liars.contains(who));
    }

    @Override
    public synchronized void embed(
            String entityId, String part, Sealed request, ActorRef<Answer> replyTo) {
        if (broken) {
            broken = false;
            throw new IllegalStateException("broken, as a test wants it");
        }
        Next who = agents == 0 ? next.poll() : living(entityId);
        if (who == null || silent.contains(who.agent)) return;
        var envelopes = new PaperEnvelopes(post, who.agent);
        var opened =
                (Opened.Accepted<VectorizeRequest>)
                        envelopes.open(
                                request,
                                MessageType.VECTORIZE,
                                "embedder/" + entityId,
                                VectorizeRequest.class);
        List<String> texts = opened.payload().texts();
        answered.add(who.agent);
        asked.add(texts);
        requests.add(new Request(entityId, texts, replyTo.path().toString()));
        List<UnitVector> vectors =
                texts.stream()
                        .map(text -> WordModel.vector(who.honest ? text : "lie of " + text))
                        .toList();
        Sealed sealed =
                envelopes.seal(
                        MessageType.RESULT,
                        opened.taskId(),
                        opened.sender().did(),
                        Samples.result(who.agent, WordModel.FINGERPRINT, texts, vectors));
        replyTo.tell(new Answer.Done(part, sealed));
    }

    @Override
    public void aggregate(String entityId, Aggregator.Command command) {
        local.aggregate(entityId, command);
    }

    @Override
    public void chunk(String id, String part, Sealed request, ActorRef<Answer> replyTo) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void task(TaskId task, Task.Command command) {
        throw new UnsupportedOperationException();
    }
}
