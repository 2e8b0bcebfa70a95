package dev.kith.faults.network;

import dev.kith.faults.network.Condition.Flow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** A small TCP proxy before every agent; it knows who calls by the address of the caller. */
public final class Links implements AutoCloseable {
    private static final int PIECE_BYTES = 16 * 1024;
    private static final int PIECES_MAX = 64;

    /** From one agent to another, counted from 0. */
    public record Link(int from, int to) {}

    /** What was read at once; an empty one is the end. */
    private record Piece(long due, ByteBuffer bytes) {
        private static final Piece END = new Piece(0, ByteBuffer.allocate(0));
    }

    private final Map<Link, Condition> conditions = new ConcurrentHashMap<>();
    private final Map<Link, Set<Socket>> sockets = new ConcurrentHashMap<>();
    private final List<ServerSocket> fronts;
    private final int port;
    private final Random random;
    private volatile boolean closed;

    /**
     * Listens before {@code agents} agents.
     *
     * @param port the same for all; their addresses differ
     * @param seed of what is lost on a bad link
     */
    public Links(int agents, int port, long seed) {
        this.port = port;
        this.random = new Random(seed);
        this.fronts = IntStream.range(0, agents).mapToObj(this::listen).toList();
    }

    /** What others know agent {@code i} by. */
    public static String front(int i) {
        return "127.77." + (i + 1) + ".1";
    }

    /** Where agent {@code i} really stands. */
    public static String back(int i) {
        return "127.77." + (i + 1) + ".2";
    }

    /**
     * What agent {@code i} has to be told, so that all that it sends and gets goes through here.
     */
    public static List<String> settings(int i) {
        return List.of(
                "kith.node.host=" + front(i),
                "kith.node.bind-host=" + back(i),
                "pekko.remote.artery.advanced.tcp.outbound-client-hostname=" + back(i));
    }

    /** Cuts one agent off from all others, both ways. */
    public void cutOff(int agent) {
        for (int other = 0; other < fronts.size(); other++) {
            if (other == agent) continue;
            set(new Link(agent, other), Condition.REFUSED);
            set(new Link(other, agent), Condition.REFUSED);
        }
    }

    /** Sets one direction. */
    public void set(Link link, Condition condition) {
        conditions.put(link, condition);
        if (condition.flow() == Flow.REFUSED) {
            sockets.getOrDefault(link, Set.of()).forEach(Links::reset);
        }
        synchronized (conditions) {
            conditions.notifyAll();
        }
    }

    /** Makes all good. */
    public void heal() {
        conditions.clear();
        synchronized (conditions) {
            conditions.notifyAll();
        }
    }

    private Condition condition(Link link) {
        return conditions.getOrDefault(link, Condition.GOOD);
    }

    private ServerSocket listen(int agent) {
        try {
            var front = new ServerSocket();
            front.setReuseAddress(true);
            front.bind(new InetSocketAddress(InetAddress.getByName(front(agent)), port), 256);
            Thread.ofVirtual().start(() -> accept(agent, front));
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen at " + front(agent), e);
        }
    }

    private void accept(int agent, ServerSocket front) {
        while (!closed) {
            try {
                Socket caller = front.accept();
                var link = new Link(caller.getInetAddress().getAddress()[2] - 1, agent);
                Thread.ofVirtual().start(() -> connect(link, caller));
            } catch (IOException e) {
                if (!closed) throw new UncheckedIOException(e);
            }
        }
    }

    /** A caller on a silent link is accepted and hears nothing, as on a network that drops. */
    private void connect(Link link, Socket caller) {
        Set<Socket> open = sockets.computeIfAbsent(link, _ -> ConcurrentHashMap.newKeySet());
        try {
            open.add(caller);
            awaitOpen(link);
            var callee = new Socket(InetAddress.getByName(back(link.to())), port);
            open.add(callee);
            caller.setTcpNoDelay(true);
            callee.setTcpNoDelay(true);
            pump(link, caller, callee);
            pump(link, callee, caller);
        } catch (IOException e) {
            reset(caller); // nobody is there: the caller hears the same as without a proxy
        }
    }

    private void pump(Link link, Socket in, Socket out) {
        BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(PIECES_MAX);
        Thread.ofVirtual().start(() -> read(link, in, pieces));
        Thread.ofVirtual().start(() -> write(link, in, out, pieces));
    }

    private void read(Link link, Socket in, BlockingQueue<Piece> pieces) {
        byte[] buffer = new byte[PIECE_BYTES];
        try {
            for (int n = in.getInputStream().read(buffer);
                    n >= 0;
                    n = in.getInputStream().read(buffer)) {
                Duration delay = condition(link).delay();
                ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(buffer, n));
                pieces.put(new Piece(System.nanoTime() + delay.toNanos(), bytes));
            }
            pieces.put(Piece.END);
        } catch (IOException e) {
            pieces.clear();
            pieces.offer(Piece.END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Link link, Socket in, Socket out, BlockingQueue<Piece> pieces) {
        try {
            for (Piece piece = pieces.take(); piece.bytes().hasRemaining(); piece = pieces.take()) {
                Waits.until(piece.due());
                awaitOpen(link);
                if (lost(condition(link).resets())) break;
                out.getOutputStream().write(piece.bytes().array());
            }
        } catch (IOException e) {
            pieces.clear(); // the other side is gone; both ends learn of it below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reset(in);
        reset(out);
        Set<Socket> open = sockets.getOrDefault(link, Set.of());
        open.remove(in);
        open.remove(out);
    }

    private void awaitOpen(Link link) throws IOException {
        synchronized (conditions) {
            while (condition(link).flow() == Flow.SILENT && !closed) {
                try {
                    conditions.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("closing", e);
                }
            }
        }
        if (condition(link).flow() == Flow.REFUSED) throw new IOException("refused");
    }

    private boolean lost(double chance) {
        if (chance <= 0) return false;
        synchronized (random) {
            return random.nextDouble() < chance;
        }
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            return; // closed already, by the other direction
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            for (ServerSocket front : fronts) front.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.values().forEach(open -> open.forEach(Links::reset));
        heal();
    }
}
