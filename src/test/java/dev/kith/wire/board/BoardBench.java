package dev.kith.wire.board;

import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.ConfigFactory;
import dev.kith.identity.CheckedKeys;
import dev.kith.wire.envelope.Signer;
import dev.kith.wire.record.Claim;
import dev.kith.wire.record.Hash;
import dev.kith.wire.record.Kind;
import dev.kith.wire.record.RecordCheck;
import dev.kith.wire.record.SignedRecord;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.util.ByteString;

/**
 * Measures what the records of many agents cost between five members on this machine, over
 * connections without TLS: how long until all have all cards, and all books of ratings, and then,
 * with new vitals of every agent every three seconds, bytes sent and processor time. What it costs
 * when nothing is new is measured before and taken off. Proves nothing on a busy machine.
 *
 * <pre>
 *   java … dev.kith.wire.board.BoardBench [AGENTS [SECONDS [BYTES OF A BOOK]]]
 * </pre>
 */
public final class BoardBench {
    private static final int MEMBERS = 5;
    private static final int PULSE_SECONDS = 3;
    private static final int SETTLE_SECONDS = 15;
    private static final int PROFILE_BYTES = 700;
    private static final int PULSE_BYTES = 140;

    /** A book about some two hundred others. */
    private static final int BOOK_BYTES = 8_000;

    private static final double MINUTE = 60;
    private static final Duration STEP = Duration.ofMillis(100);
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** One member and of how many agents a reader there knows a card, and a book. */
    private record Seat(ActorSystem<Void> system, Map<Kind, AtomicLong> known) {
        boolean knows(Kind kind, int agents) {
            return Objects.requireNonNull(known.get(kind)).get() == agents;
        }
    }

    private record Cost(double seconds, double processor, long sent) {
        static Cost now() throws IOException {
            String written =
                    Files.readAllLines(Path.of("/proc/self/io")).stream()
                            .filter(line -> line.startsWith("wchar:"))
                            .findFirst()
                            .orElseThrow();
            return new Cost(
                    System.nanoTime() / 1e9,
                    SYSTEM.getProcessCpuTime() / 1e9,
                    Long.parseLong(written.substring("wchar:".length()).strip()));
        }

        Cost since(Cost before) {
            return new Cost(
                    seconds - before.seconds, processor - before.processor, sent - before.sent);
        }
    }

    private final List<Signer> agents = new ArrayList<>();
    private final List<Seat> seats = new ArrayList<>();
    private long version = System.currentTimeMillis();

    private BoardBench(int agents) {
        for (int i = 0; i < agents; i++) this.agents.add(BoardCast.agent(i));
        for (int i = 0; i < MEMBERS; i++) seats.add(seat());
        var first = Cluster.get(seats.getFirst().system()).selfMember().address();
        for (Seat seat : seats) Cluster.get(seat.system()).manager().tell(Join.create(first));
        while (!seats.stream().allMatch(seat -> members(seat) == MEMBERS)) pause();
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        int agents = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        var bench = new BoardBench(agents);
        int book = arguments.length > 2 ? Integer.parseInt(arguments[2]) : BOOK_BYTES;
        bench.publishAll(Kind.CAPABILITY, PROFILE_BYTES);
        bench.publishAll(Kind.RATINGS, book);
        bench.wait(SETTLE_SECONDS);
        Cost idle = bench.wait(seconds / 2);
        OUT.printf(
                Locale.ROOT,
                "%d members, nothing new: %.1f kB/s sent and %.1f %% of a core each%n",
                MEMBERS,
                idle.sent() / idle.seconds() / 1000 / MEMBERS,
                100 * idle.processor() / idle.seconds() / MEMBERS);
        bench.report(bench.pulses(seconds), idle);
        for (Seat seat : bench.seats) seat.system().terminate();
        Runtime.getRuntime().halt(0);
    }

    private void publishAll(Kind kind, int bytes) {
        long start = System.nanoTime();
        for (int i = 0; i < agents.size(); i++) tell(i, kind, bytes);
        while (!seats.stream().allMatch(seat -> seat.knows(kind, agents.size()))) pause();
        OUT.printf(
                Locale.ROOT,
                "%s of %d agents, %d bytes each, at all members after %.1f s, signing included%n",
                kind.word(),
                agents.size(),
                bytes,
                (System.nanoTime() - start) / 1e9);
    }

    private Cost pulses(int seconds) throws IOException {
        Cost before = Cost.now();
        int steps = (int) (Duration.ofSeconds(seconds).toNanos() / STEP.toNanos());
        int round = (int) (Duration.ofSeconds(PULSE_SECONDS).toNanos() / STEP.toNanos());
        long due = System.nanoTime();
        for (int step = 0; step < steps; step++) {
            for (int i = step % round; i < agents.size(); i += round) {
                tell(i, Kind.VITALS, PULSE_BYTES);
            }
            due += STEP.toNanos();
            while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
        }
        return Cost.now().since(before);
    }

    private void report(Cost cost, Cost idle) {
        double sent = (cost.sent() / cost.seconds() - idle.sent() / idle.seconds()) / MEMBERS;
        double processor =
                (cost.processor() / cost.seconds() - idle.processor() / idle.seconds()) / MEMBERS;
        OUT.printf(
                Locale.ROOT,
                "vitals every %d s: each member sends %.0f kB/s, %.0f bytes per agent and minute,"
                        + " and takes %.1f %% of a core, %.2f ms per agent and minute%n",
                PULSE_SECONDS,
                sent / 1000,
                sent * MINUTE / agents.size(),
                100 * processor,
                1000 * processor * MINUTE / agents.size());
    }

    private void tell(int number, Kind kind, int bytes) {
        Signer author = agents.get(number);
        SignedRecord record =
                new Claim(
                                kind,
                                author.id(),
                                0,
                                ++version,
                                BoardCast.NEVER,
                                false,
                                Hash.NONE,
                                ByteString.fromArray(new byte[bytes]))
                        .sign(BoardCast.NETWORK, author);
        BoardCast.tell(seats.get(number % MEMBERS).system(), record);
    }

    private Cost wait(int seconds) throws IOException {
        Cost before = Cost.now();
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (System.nanoTime() < end) pause();
        return Cost.now().since(before);
    }

    private static void pause() {
        LockSupport.parkNanos(STEP.toNanos());
    }

    private static int members(Seat seat) {
        return Cluster.get(seat.system())
                .state()
                .members()
                .count(member -> member.status().toString().equals("Up"));
    }

    private static Seat seat() {
        var check =
                new RecordCheck(
                        BoardCast.NETWORK,
                        new CheckedKeys(4096)::verify,
                        RecordCheck.Recovery.NONE,
                        16_384);
        ActorSystem<Void> system =
                ActorSystem.create(
                        Behaviors.empty(),
                        "bench",
                        ActorSystemSetup.create(
                                BootstrapSetup.create(
                                        ConfigFactory.parseString(
                                                        """
                                                        pekko {
                                                          loglevel = WARNING
                                                          remote.artery { transport = tcp, canonical.port = 0 }
                                                          cluster.downing-provider-class = ""
                                                        }
                                                        """)
                                                .withFallback(
                                                        ConfigFactory.parseResources(
                                                                "kith/pekko.conf"))
                                                .withFallback(ConfigFactory.defaultReference())
                                                .resolve()),
                                new RecordCheck.Given(check)));
        Map<Kind, AtomicLong> known =
                Map.of(Kind.CAPABILITY, new AtomicLong(), Kind.RATINGS, new AtomicLong());
        var view = new RecordView(_ -> true);
        var reader =
                system.<Board.News>systemActorOf(
                        Behaviors.receive(Board.News.class)
                                .onAnyMessage(news -> {
                                    view.hear(news);
                                    if (news instanceof Board.Posted(var kind, _, _)) {
                                        Optional.ofNullable(known.get(kind))
                                                .ifPresent(n -> n.set(view.all(kind, 0).size()));
                                    }
                                    return Behaviors.same();
                                })
                                .build(),
                        "reader",
                        Props.empty());
        var setup =
                new Board.Setup(
                        new Author.Voice(
                                BoardCast.NETWORK,
                                BoardCast.agent(1_000_000),
                                InstantSource.system()),
                        check,
                        _ -> {
                            throw new UnsupportedOperationException("it pins nothing");
                        });
        system.systemActorOf(Board.create(setup), "board", Props.empty())
                .tell(new Board.Watch(Set.of(Kind.CAPABILITY, Kind.RATINGS, Kind.VITALS), reader));
        return new Seat(system, known);
    }
}
