package dev.kith.faults.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kith.faults.network.Links.Link;
import dev.kith.node.AgentProcess;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy delays, drops, cuts one way and heals exactly the directions that it is told to. */
class LinksTest {
    private static final int PATIENCE = 700;

    private final int port = AgentProcess.freePorts(1).getFirst();
    private Links links = new Links(0, port, 1);
    private ServerSocket[] agents = {};

    @BeforeEach
    void listen() throws IOException {
        assumeThat(severalLoopbackAddresses()).as("127.0.0.0/8 is loopback here").isTrue();
        links = new Links(2, port, 1);
        agents = new ServerSocket[] {echo(0), echo(1)};
    }

    @AfterEach
    void close() throws IOException {
        links.close();
        for (ServerSocket agent : agents) agent.close();
    }

    @Test
    void carriesBothDirections() throws IOException {
        assertThat(ask(0, 1)).isEqualTo(7);
        assertThat(ask(1, 0)).isEqualTo(7);
    }

    @Test
    void cutsOneDirectionAndLeavesTheOther() throws IOException {
        links.set(new Link(0, 1), Condition.SILENT);

        assertThatThrownBy(() -> ask(0, 1)).isInstanceOf(SocketTimeoutException.class);
        assertThat(ask(1, 0)).isEqualTo(7);
    }

    @Test
    void deliversWhatWasSentIntoASilentLinkOnceItIsHealed() throws IOException {
        try (Socket socket = connect(0, 1)) {
            assertThat(ask(socket)).isEqualTo(7);
            links.set(new Link(0, 1), Condition.SILENT);
            assertThatThrownBy(() -> ask(socket)).isInstanceOf(SocketTimeoutException.class);

            links.heal();

            assertThat(socket.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void endsConnectionsOfARefusedLink() throws IOException {
        try (Socket socket = connect(0, 1)) {
            assertThat(ask(socket)).isEqualTo(7);

            links.set(new Link(0, 1), Condition.REFUSED);

            assertThatThrownBy(() -> assertThat(ask(socket)).isEqualTo(7));
        }
        links.heal();
        assertThat(ask(0, 1)).isEqualTo(7);
    }

    @Test
    void delaysBothWaysOfASlowLink() throws IOException {
        links.set(new Link(0, 1), new Condition(Condition.Flow.OPEN, Condition.SLOW.delay(), 0));
        long began = System.nanoTime();

        assertThat(ask(0, 1)).isEqualTo(7);

        assertThat(System.nanoTime() - began)
                .isGreaterThanOrEqualTo(2 * Condition.SLOW.delay().toNanos());
    }

    private int ask(int from, int to) throws IOException {
        try (Socket socket = connect(from, to)) {
            return ask(socket);
        }
    }

    private static int ask(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE);
        socket.getOutputStream().write(7);
        return socket.getInputStream().read();
    }

    private Socket connect(int from, int to) throws IOException {
        return new Socket(Links.front(to), port, InetAddress.getByName(Links.back(from)), 0);
    }

    private ServerSocket echo(int agent) throws IOException {
        var server = new ServerSocket();
        server.bind(new InetSocketAddress(Links.back(agent), port));
        Thread.ofVirtual().start(() -> serve(server));
        return server;
    }

    private static void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            } catch (IOException e) {
                return; // closed: the test is over
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            return; // cut by the test
        }
    }

    private static boolean severalLoopbackAddresses() throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(Links.back(0), 0));
            return true;
        } catch (BindException e) {
            return false;
        }
    }
}
