package dev.kith.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links between agents of one machine, to be cut and mended: every agent is reached through a
 * port of this, and calls from a loopback address of its own, so that it is known who calls whom.
 */
final class Links implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);

    private record Pipe(String from, int to, Socket in, Socket out) {
        void close() {
            closeQuietly(in);
            closeQuietly(out);
        }
    }

    private final Map<Integer, Integer> real = new ConcurrentHashMap<>();
    private final Set<Pipe> pipes = ConcurrentHashMap.newKeySet();
    private final List<ServerSocket> doors = new ArrayList<>();
    private final Map<Integer, String> homes = new ConcurrentHashMap<>();
    private volatile Set<Integer> apart = Set.of();

    /** Settings of the agent with this number, which others reach at {@code port}. */
    List<String> settings(int number, int port, int realPort) {
        String home = "127.0.1." + number;
        real.put(port, realPort);
        homes.put(port, home);
        try {
            var door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            doors.add(door);
            Thread.ofVirtual().start(() -> accept(door, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("kith.node.bind-host=" + home, "kith.node.bind-port=" + realPort);
    }

    /** From where the agent with this number calls; a setting of Pekko's. */
    static String callsFrom(int number) {
        return "pekko.remote.artery.advanced.tcp.outbound-client-hostname=127.0.1." + number;
    }

    /** Cuts those at these ports off from all others, not from each other. */
    void cutOff(Set<Integer> ports) {
        apart = Set.copyOf(ports);
        pipes.stream().filter(pipe -> cut(pipe.from(), pipe.to())).forEach(Pipe::close);
    }

    /** Mends all links. */
    void mend() {
        apart = Set.of();
    }

    private boolean cut(String from, int to) {
        boolean fromApart = apart.stream().anyMatch(port -> from.equals(homes.get(port)));
        return fromApart != apart.contains(to);
    }

    private void accept(ServerSocket door, int port) {
        while (!door.isClosed()) {
            try {
                Socket in = door.accept();
                Thread.ofVirtual().start(() -> connect(in, port));
            } catch (IOException e) {
                LOG.debug("no more calls to {}", port, e);
            }
        }
    }

    private void connect(Socket in, int port) {
        String from = in.getInetAddress().getHostAddress();
        if (cut(from, port)) {
            closeQuietly(in);
            return;
        }
        try {
            var out = new Socket();
            out.connect(
                    new InetSocketAddress(
                            Objects.requireNonNull(homes.get(port)),
                            Objects.requireNonNull(real.get(port))));
            var pipe = new Pipe(from, port, in, out);
            pipes.add(pipe);
            if (cut(from, port)) pipe.close();
            Thread.ofVirtual().start(() -> pump(pipe, in, out));
            Thread.ofVirtual().start(() -> pump(pipe, out, in));
        } catch (IOException e) {
            LOG.debug("{} is not there", port, e);
            closeQuietly(in);
        }
    }

    private void pump(Pipe pipe, Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            LOG.debug("a link ended", e);
        } finally {
            pipe.close();
            pipes.remove(pipe);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket door : doors) door.close();
        pipes.forEach(Pipe::close);
    }
}
