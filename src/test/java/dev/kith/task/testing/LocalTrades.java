package dev.kith.task.testing;

import dev.kith.aggregate.AggregateSettings;
import dev.kith.aggregate.Aggregator;
import dev.kith.model.AgentId;
import dev.kith.model.Chunk;
import dev.kith.model.Failure;
import dev.kith.model.TaskId;
import dev.kith.task.reach.Trades;
import dev.kith.task.run.Task;
import dev.kith.task.run.Tools;
import dev.kith.wire.Answer;
import dev.kith.wire.ChunkRequest;
import dev.kith.wire.ChunkResult;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import dev.kith.wire.VectorizeRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/**
 * All trades in this process: chunkers that cut at line ends and embedders that answer at once,
 * unless a test says otherwise; real aggregators and tasks.
 */
public final class LocalTrades implements Trades {
    private final ActorTestKit kit;
    private final PaperEnvelopes.Post post;
    private final Map<String, ActorRef<Aggregator.Command>> aggregators = new ConcurrentHashMap<>();
    private final Map<TaskId, ActorRef<Task.Command>> tasks = new ConcurrentHashMap<>();
    private final AtomicInteger embedTries = new AtomicInteger();

    /** Every ask, in order: {@code chunk} or {@code embed} and the entity id. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** How a chunker takes ask number n, counted from 0. */
    public volatile Function<Integer, Take> chunker = _ -> new Take.Do(Samples.agent(1));

    /** How an embedder takes ask number n, counted from 0. */
    public volatile Function<Integer, Take> embedder = _ -> new Take.Do(Samples.agent(2));

    /** Who makes a task entity. */
    public volatile Function<TaskId, Behavior<Task.Command>> taskMaker =
            _ -> {
                throw new IllegalStateException("no task maker");
            };

    private final AtomicInteger chunkTries = new AtomicInteger();

    /** What an agent does with a request. */
    public sealed interface Take {
        record Do(AgentId agent) implements Take {}

        record Refuse(AgentId agent, Failure.Code code) implements Take {}

        record Silence() implements Take {}

        /** Of a segment with text it says that there is none. */
        record Withhold(AgentId agent) implements Take {}
    }

    /** Trades whose actors {@code kit} spawns. */
    public LocalTrades(ActorTestKit kit, PaperEnvelopes.Post post) {
        this.kit = kit;
        this.post = post;
    }

    @Override
    public void chunk(String entityId, String part, Sealed request, ActorRef<Answer> replyTo) {
        asked.add("chunk " + entityId);
        switch (chunker.apply(chunkTries.getAndIncrement())) {
            case Take.Silence() -> {}
            case Take.Refuse(var agent, var code) -> refuse(part, agent, code, replyTo);
            case Take.Do(var agent) -> chunked(agent, entityId, part, request, replyTo, true);
            case Take.Withhold(var agent) ->
                    chunked(agent, entityId, part, request, replyTo, false);
        }
    }

    private void chunked(
            AgentId agent,
            String entityId,
            String part,
            Sealed request,
            ActorRef<Answer> replyTo,
            boolean honest) {
        var envelopes = new PaperEnvelopes(post, agent);
        var opened =
                envelopes.open(
                        request, MessageType.CHUNK, "chunker/" + entityId, ChunkRequest.class);
        var asked = (Opened.Accepted<ChunkRequest>) opened;
        ChunkResult result =
                honest
                        ? lines(asked.payload())
                        : new ChunkResult(asked.payload().segment(), List.of(), false);
        replyTo.tell(
                new Answer.Done(
                        part,
                        envelopes.seal(
                                MessageType.RESULT, asked.taskId(), asked.sender().did(), result)));
    }

    @Override
    public void embed(String entityId, String part, Sealed request, ActorRef<Answer> replyTo) {
        asked.add("embed " + entityId);
        switch (embedder.apply(embedTries.getAndIncrement())) {
            case Take.Silence() -> {}
            case Take.Refuse(var agent, var code) -> refuse(part, agent, code, replyTo);
            case Take.Withhold _ -> throw new IllegalStateException("only chunkers do");
            case Take.Do(var agent) -> {
                var envelopes = new PaperEnvelopes(post, agent);
                var opened =
                        envelopes.open(
                                request,
                                MessageType.VECTORIZE,
                                "embedder/" + entityId,
                                VectorizeRequest.class);
                var asked = (Opened.Accepted<VectorizeRequest>) opened;
                var result = Samples.vectors(agent, Samples.MODEL, asked.payload().texts());
                replyTo.tell(
                        new Answer.Done(
                                part,
                                envelopes.seal(
                                        MessageType.RESULT,
                                        asked.taskId(),
                                        asked.sender().did(),
                                        result)));
            }
        }
    }

    @Override
    public void aggregate(String entityId, Aggregator.Command command) {
        aggregators.computeIfAbsent(entityId, this::aggregator).tell(command);
    }

    @Override
    public void task(TaskId task, Task.Command command) {
        entity(task).tell(command);
    }

    /** The task's entity, made when it is first asked for. */
    public ActorRef<Task.Command> entity(TaskId task) {
        return tasks.computeIfAbsent(task, id -> kit.spawn(taskMaker.apply(id)));
    }

    /** The task's agent dies: the next message makes another entity. */
    public void kill(TaskId task) {
        ActorRef<Task.Command> entity = tasks.remove(task);
        if (entity != null) kit.stop(entity);
    }

    /** Makes tasks that take {@code tools}, and passivate into {@code shard}. */
    public void makeTasks(Tools tools, ActorRef<ClusterSharding.ShardCommand> shard) {
        taskMaker = id -> Task.create(id, shard, tools);
    }

    private static void refuse(
            String part, AgentId agent, Failure.Code code, ActorRef<Answer> replyTo) {
        var failure = new Failure(code, "as the test wants it");
        replyTo.tell(new Answer.Refused(part, agent.did(), failure));
    }

    private static ChunkResult lines(ChunkRequest request) {
        var chunks = new ArrayList<Chunk>();
        int start = 0;
        for (String line : request.text().split("\n", -1)) {
            if (!line.isBlank()) {
                int at = request.offset() + start;
                chunks.add(new Chunk(at, at + line.length(), 3, List.of()));
            }
            start += line.length() + 1;
        }
        return new ChunkResult(request.segment(), chunks, false);
    }

    private ActorRef<Aggregator.Command> aggregator(String id) {
        var settings =
                new AggregateSettings(
                        64,
                        0.98,
                        Duration.ofHours(2),
                        4,
                        Duration.ofMillis(150),
                        100,
                        0.5,
                        60,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2));
        var envelopes = new PaperEnvelopes(post, Samples.agent(7));
        var trade =
                new Aggregator.Trade(Samples.agent(7), envelopes, _ -> true, _ -> true, settings);
        return kit.spawn(Aggregator.create(kit.system().ignoreRef(), trade));
    }
}
