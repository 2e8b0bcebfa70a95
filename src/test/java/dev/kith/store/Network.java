package dev.kith.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.kith.model.AgentId;
import dev.kith.model.CopyId;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.store.disk.DiskGauge;
import dev.kith.store.feed.IndexOpener;
import dev.kith.store.log.LevelRecordLog;
import dev.kith.store.log.RecordLog;
import dev.kith.store.quorum.Shape;
import dev.kith.wire.Envelopes;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/**
 * Several agents that store, in one actor system and without a cluster: copy c of a partition has
 * its door at the c-th agent that is up.
 */
final class Network implements StorageDoor {
    /** How files are opened. */
    record Files(RecordLog.Opener logs, IndexOpener indexes) {}

    /** One of them. */
    static final class Agent {
        final AgentId id;
        final Path folder;
        StoreHosts hosts;
        final Map<CopyId, ActorRef<Storage.Command>> doors = new ConcurrentHashMap<>();

        Agent(AgentId id, Path folder, StoreHosts hosts) {
            this.id = id;
            this.folder = folder;
            this.hosts = hosts;
        }
    }

    final ActorTestKit kit;
    final StoreSettings settings;
    final List<Agent> agents = new ArrayList<>();
    final Set<Agent> down = ConcurrentHashMap.newKeySet();
    final Set<Agent> deaf = ConcurrentHashMap.newKeySet();
    final List<DocumentRecord> woken = new CopyOnWriteArrayList<>();
    final ExecutorService threads = Executors.newFixedThreadPool(6);
    private final Shape shape;
    private final Files files;
    private final Map<String, Object> envelopes = new ConcurrentHashMap<>();
    private final AtomicLong names = new AtomicLong();

    Network(ActorTestKit kit, Path folder, int agents, String settings) {
        this(kit, folder, agents, settings, LevelRecordLog.opener(1 << 20));
    }

    Network(ActorTestKit kit, Path folder, int agents, String settings, RecordLog.Opener logs) {
        this(kit, folder, agents, settings, 1, logs);
    }

    Network(
            ActorTestKit kit,
            Path folder,
            int agents,
            String settings,
            int partitions,
            RecordLog.Opener logs) {
        this(kit, folder, agents, settings, partitions, new Files(logs, FakeIndex::open));
    }

    Network(ActorTestKit kit, Path folder, int agents, String settings, Files files) {
        this(kit, folder, agents, settings, 1, files);
    }

    private Network(
            ActorTestKit kit,
            Path folder,
            int count,
            String settings,
            int partitions,
            Files files) {
        this.files = files;
        this.kit = kit;
        this.settings = settings(settings);
        this.shape = new Shape(partitions, 3, () -> agents.size() - down.size());
        for (int i = 0; i < count; i++) {
            char c = (char) ('a' + i);
            var id = new AgentId("did:key:z6Mk" + String.valueOf(c).repeat(44));
            Path own = folder.resolve("agent-" + c);
            agents.add(new Agent(id, own, hosts(id, own)));
        }
    }

    static StoreSettings settings(String overrides) {
        Config defaults = ConfigFactory.parseResources("kith/store.conf").getConfig("kith.store");
        return StoreSettings.from(
                ConfigFactory.parseString(overrides)
                        .withFallback(ConfigFactory.parseString("disk-free-min = 0"))
                        .withFallback(defaults)
                        .resolve());
    }

    private StoreHosts hosts(AgentId id, Path folder) {
        var setup =
                new StoreSetup(
                        id,
                        folder,
                        settings,
                        shape,
                        new StoreExecutors(threads, threads, threads),
                        new MemoryEnvelopes(envelopes, names, id),
                        this,
                        woken::add,
                        files.logs(),
                        files.indexes(),
                        Clock.systemUTC());
        var gauge = DiskGauge.of(folder, settings.diskFreeMin(), settings.diskMax());
        return StoreHosts.create(kit.system(), setup, gauge, "-" + UUID.randomUUID());
    }

    /** Ends an agent's hosts and starts them again on the same files. */
    void restart(Agent agent) {
        stop(agent);
        agent.hosts = hosts(agent.id, agent.folder);
        down.remove(agent);
    }

    void stop(Agent agent) {
        down.add(agent);
        agent.doors
                .values()
                .forEach(door -> kit.system().classicSystem().stop(Adapter.toClassic(door)));
        agent.doors.clear();
        Eventually.done(agent.hosts.close());
    }

    /** Ends them all; after it nothing is written to their folders any more. */
    void stopAll() {
        for (Agent agent : agents) if (!down.contains(agent)) stop(agent);
        Eventually.done(CompletableFuture.runAsync(threads::close));
    }

    CopiesClient client() {
        return new CopiesClient(
                kit.system(),
                "copies-" + UUID.randomUUID(),
                settings,
                shape,
                this,
                new MemoryEnvelopes(envelopes, names, Documents.AGENT));
    }

    @Override
    public void tell(CopyId copy, Storage.Command command) {
        List<Agent> up = agents.stream().filter(agent -> !down.contains(agent)).toList();
        if (up.isEmpty()) return;
        Agent agent = up.get(copy.copy() % up.size());
        if (deaf.contains(agent)) return;
        agent.doors.computeIfAbsent(copy, c -> open(c, agent)).tell(command);
    }

    private ActorRef<Storage.Command> open(CopyId copy, Agent agent) {
        return kit.system()
                .systemActorOf(
                        Storage.create(copy.toString(), agent.hosts),
                        copy + "-" + UUID.randomUUID(),
                        Props.empty());
    }

    /** Envelopes that are not signed but addressed, and cannot be opened twice. */
    private record MemoryEnvelopes(Map<String, Object> sent, AtomicLong names, AgentId us)
            implements Envelopes {
        private record Letter(AgentId from, String task, String audience, Object payload) {}

        @Override
        public Sealed seal(MessageType type, String task, String audience, Object payload) {
            String name = "letter-" + names.incrementAndGet();
            sent.put(name, new Letter(us, task, audience, payload));
            return new Sealed(name);
        }

        @Override
        public <T> Opened<T> open(
                Sealed sealed, MessageType expected, String audience, Class<T> payload) {
            Object found = sent.remove(sealed.json());
            Function<String, Opened<T>> no =
                    why -> new Opened.Rejected<>(new Failure(Failure.Code.REJECTED_MESSAGE, why));
            if (!(found instanceof Letter letter)) return no.apply("unknown or replayed");
            if (!letter.audience().equals(audience)) return no.apply("not for us");
            return new Opened.Accepted<>(
                    letter.from(), expected, letter.task(), payload.cast(letter.payload()));
        }
    }
}
