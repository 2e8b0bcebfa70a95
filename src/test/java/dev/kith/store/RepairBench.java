package dev.kith.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.kith.model.AgentId;
import dev.kith.model.Chunk;
import dev.kith.model.ChunkBatch;
import dev.kith.model.CollectionName;
import dev.kith.model.CopyId;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Receipt;
import dev.kith.model.Segment;
import dev.kith.store.host.PartitionHost;
import dev.kith.store.log.LevelRecordLog;
import dev.kith.store.quorum.Shape;
import dev.kith.vector.UnitVector;
import dev.kith.wire.Envelopes;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Measures how fast a new copy fetches all that another has, over Pekko's remoting on this machine,
 * what that costs in processor time and bytes written, and what is left of the speed of writing
 * meanwhile. Prints ratios; proves nothing on a busy machine.
 *
 * <pre>
 *   java … [-Dbuffer=BYTES] [-Dbulk.buffer=BYTES] [-Dpull.only=true]
 *       dev.kith.store.RepairBench FOLDER [MIB [PARTITIONS]]
 * </pre>
 */
public final class RepairBench {
    private static final int TEXT_CHARS = 8_000;
    private static final int CHUNKS = 14;
    private static final int DIMENSIONS = 384;
    private static final double MIB = 1 << 20;
    private static final int BUFFER = Integer.getInteger("buffer", 4 << 20);
    private static final int BULK_BUFFER = Integer.getInteger("bulk.buffer", 32 << 20);
    private static final Duration WRITING = Duration.ofSeconds(15);
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    /** One of the two, in an actor system of its own. */
    private record Side(ActorSystem<?> system, StoreHosts hosts, StoreSetup setup) {}

    private RepairBench() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "repair-bench");
        long mib = arguments.length > 1 ? Long.parseLong(arguments[1]) : 128;
        int partitions = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 4;
        var live = new AtomicLong(1);
        Side one = side("a", folder, partitions, live);
        long bytes = fill(one, partitions, mib << 20);
        say("stored %.0f MiB in %d partitions", bytes / MIB, partitions);
        // The first one also pays for what the JVM has yet to compile.
        for (String name : List.of("b", "c")) {
            Side fresh = side(name, folder, partitions, live);
            pull(fresh, partitions, bytes, live);
            end(fresh, live);
            delete(fresh.setup().folder());
        }
        if (!Boolean.getBoolean("pull.only")) compareWriting(one, partitions, folder, live);
        end(one, live);
        delete(folder);
        Runtime.getRuntime().exit(0);
    }

    private static void pull(Side two, int partitions, long bytes, AtomicLong live)
            throws IOException {
        double cpu = cpuSeconds();
        long written = bytesWritten();
        long began = System.nanoTime();
        live.set(2);
        for (int p = 0; p < partitions; p++) two.hosts().adopt(p);
        while (!level(two, partitions)) LockSupport.parkNanos(20_000_000);
        double seconds = (System.nanoTime() - began) / 1e9;
        double used = cpuSeconds() - cpu;
        say(
                "a new copy of %.0f MiB was level after %.1f s: %.1f MiB/s; %.1f s of processor"
                        + " time, %.1f MiB for each; %.2f bytes written for each byte",
                bytes / MIB,
                seconds,
                bytes / MIB / seconds,
                used,
                bytes / MIB / used,
                (double) (bytesWritten() - written) / bytes);
        say("on disk %.2f bytes for each byte stored", (double) size(two.setup().folder()) / bytes);
    }

    /** Alone, then while a copy catches up, then alone again, so that what drifts shows. */
    private static void compareWriting(Side one, int partitions, Path folder, AtomicLong live)
            throws IOException {
        writesPerSecond(one, partitions, () -> true, "warm-");
        double before = writesPerSecond(one, partitions, () -> true, "before-");
        Side three = side("d", folder, partitions, live);
        live.set(2);
        for (int p = 0; p < partitions; p++) three.hosts().adopt(p);
        double beside =
                writesPerSecond(one, partitions, () -> !level(three, partitions), "beside-");
        end(three, live);
        double fetched = size(three.setup().folder()) / MIB / WRITING.toSeconds();
        double after = writesPerSecond(one, partitions, () -> true, "after-");
        say(
                "writes: %.0f/s and %.0f/s alone, %.0f/s while a copy catches up by %.1f MiB/s:"
                        + " %.0f %%",
                before, after, beside, fetched, 100 * beside / ((before + after) / 2));
    }

    private static void end(Side side, AtomicLong live) {
        live.set(1);
        side.hosts().close().toCompletableFuture().join();
        side.system().terminate();
        side.system().getWhenTerminated().toCompletableFuture().join();
    }

    private static boolean level(Side side, int partitions) {
        return side.hosts().holdings().stream().filter(StoreHosts.Holding::level).count()
                == partitions;
    }

    /** Small whole documents, eight at a time, for {@link #WRITING} or as long as {@code on}. */
    private static double writesPerSecond(
            Side side, int partitions, java.util.function.BooleanSupplier on, String prefix) {
        var room = new Semaphore(8);
        var done = new AtomicLong();
        var random = new Random(prefix.hashCode());
        long began = System.nanoTime();
        long end = began + WRITING.toNanos();
        for (int i = 0; System.nanoTime() < end && on.getAsBoolean(); i++) {
            room.acquireUninterruptibly();
            List<StoreWrite> writes = document(prefix + i, 800, 2, random);
            var left = new AtomicLong(writes.size());
            for (StoreWrite write : writes) {
                side.hosts().used();
                tell(
                        side,
                        partitions,
                        write,
                        () -> {
                            if (left.decrementAndGet() == 0) {
                                done.incrementAndGet();
                                room.release();
                            }
                        });
            }
        }
        return done.get() / ((System.nanoTime() - began) / 1e9);
    }

    private static void tell(Side side, int partitions, StoreWrite write, Runnable then) {
        ActorRef<StoreWrite.Answer> ears =
                side.system()
                        .systemActorOf(
                                Behaviors.receiveMessage(_ -> {
                                    then.run();
                                    return Behaviors.stopped();
                                }),
                                "ears-" + NAMES.incrementAndGet(),
                                Props.empty());
        side.hosts()
                .host(write.key().partition(partitions))
                .tell(new PartitionHost.Write(write, ears));
    }

    private static final AtomicLong NAMES = new AtomicLong();

    private static long fill(Side side, int partitions, long bytes) throws IOException {
        var random = new Random(1);
        long stored = 0;
        var room = new Semaphore(64);
        for (int i = 0; stored < bytes; i++) {
            List<StoreWrite> writes = document("doc-" + i, TEXT_CHARS, CHUNKS, random);
            stored += TEXT_CHARS + CHUNKS * (long) DIMENSIONS * Float.BYTES;
            for (StoreWrite write : writes) {
                room.acquireUninterruptibly();
                tell(side, partitions, write, room::release);
            }
        }
        room.acquireUninterruptibly(64);
        while (!level(side, partitions)) LockSupport.parkNanos(20_000_000);
        return stored;
    }

    private static List<StoreWrite> document(String id, int chars, int chunks, Random random) {
        var text = new StringBuilder();
        while (text.length() < chars) text.append(Integer.toString(random.nextInt(1 << 20), 36));
        text.setLength(chars);
        var key = new DocumentKey(new CollectionName("bench"), id);
        DocumentRecord like = Documents.pending(id, 1);
        var pending =
                new DocumentRecord(
                        key,
                        like.version(),
                        DocumentState.PENDING,
                        like.task(),
                        like.content(),
                        like.text(),
                        id,
                        "plain",
                        Map.of(),
                        1,
                        chars,
                        0,
                        like.deadline(),
                        Optional.empty());
        var pieces = new ArrayList<Chunk>();
        var vectors = new ArrayList<String>();
        for (int i = 0; i < chunks; i++) {
            pieces.add(new Chunk(i * chars / chunks, (i + 1) * chars / chunks, 128, List.of()));
            float[] values = new float[DIMENSIONS];
            for (int d = 0; d < DIMENSIONS; d++) values[d] = random.nextFloat() - 0.5f;
            vectors.add(UnitVector.of(values).toBase64());
        }
        Receipt receipt = Documents.batches(id, 1).getFirst().receipt();
        var segment = new Segment(0, 0, text.toString(), List.of());
        var batch = new ChunkBatch(0, 0, pieces, vectors, receipt);
        return List.of(
                new StoreWrite.PutDocument(pending, List.of(segment)),
                new StoreWrite.PutChunks(key, like.version(), List.of(batch)),
                new StoreWrite.Settle(
                        pending.with(DocumentState.COMMITTED, chunks, Optional.empty())));
    }

    private static Side side(String name, Path folder, int partitions, AtomicLong live) {
        Config config =
                ConfigFactory.parseString(
                                """
                                pekko.actor.provider = remote
                                pekko.actor.serialization-bindings {
                                  "dev.kith.wire.Wire" = jackson-cbor
                                }
                                pekko.remote.artery.transport = tcp
                                pekko.remote.artery.canonical.hostname = "127.0.0.1"
                                pekko.remote.artery.canonical.port = 0
                                pekko.remote.artery.bind.bind-timeout = 60s
                                pekko.remote.artery.advanced.maximum-frame-size = 1 MiB
                                pekko.jvm-exit-on-fatal-error = off
                                pekko.loglevel = "WARNING"
                                """)
                        .withFallback(ConfigFactory.load());
        ActorSystem<?> system = ActorSystem.create(Behaviors.empty(), "bench-" + name, config);
        var threads = Executors.newFixedThreadPool(8);
        var id = new AgentId("did:key:z6Mk" + name.repeat(44));
        var setup =
                new StoreSetup(
                        id,
                        folder.resolve(name),
                        Network.settings("disk-free-min = 0, wake-interval = 1h"),
                        new Shape(partitions, 3, () -> (int) live.get()),
                        new StoreExecutors(threads, threads, threads),
                        new NoEnvelopes(),
                        (copy, command) -> ref(SIDES.get(copy.copy()), system, copy).tell(command),
                        _ -> {},
                        LevelRecordLog.opener(BUFFER, BULK_BUFFER),
                        FakeIndex::open,
                        Clock.systemUTC());
        var side = new Side(system, StoreHosts.create(system, setup), setup);
        // Those that are gone are not asked any more.
        SIDES.removeIf(other -> other.system().getWhenTerminated().toCompletableFuture().isDone());
        SIDES.add(side);
        return side;
    }

    private static final List<Side> SIDES = new CopyOnWriteArrayList<>();
    private static final Map<String, ActorRef<Storage.Command>> DOORS = new ConcurrentHashMap<>();

    /** The door of a copy, as another actor system reaches it. */
    private static ActorRef<Storage.Command> ref(Side at, ActorSystem<?> from, CopyId copy) {
        ActorRef<Storage.Command> local =
                DOORS.computeIfAbsent(
                        at.system().name() + copy,
                        name ->
                                at.system()
                                        .systemActorOf(
                                                Storage.create(copy.toString(), at.hosts()),
                                                name,
                                                Props.empty()));
        if (from.name().equals(at.system().name())) return local;
        String text = ActorRefResolver.get(at.system()).toSerializationFormat(local);
        return ActorRefResolver.get(from).resolveActorRef(text);
    }

    private static double cpuSeconds() {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    /** 0 where the system does not say. */
    private static long bytesWritten() throws IOException {
        Path io = Path.of("/proc/self/io");
        if (!Files.exists(io)) return 0;
        return Files.readAllLines(io).stream()
                .filter(line -> line.startsWith("write_bytes:"))
                .mapToLong(line -> Long.parseLong(line.substring(12).strip()))
                .sum();
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void say(String format, Object... values) {
        OUT.printf(Locale.ROOT, format + "%n", values);
    }

    private record NoEnvelopes() implements Envelopes {
        @Override
        public Sealed seal(MessageType type, String task, String audience, Object payload) {
            return new Sealed("");
        }

        @Override
        public <T> Opened<T> open(
                Sealed sealed, MessageType expected, String audience, Class<T> payload) {
            return new Opened.Rejected<>(new Failure(Failure.Code.REJECTED_MESSAGE, "none"));
        }
    }
}
