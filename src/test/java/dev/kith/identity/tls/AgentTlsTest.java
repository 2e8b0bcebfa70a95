package dev.kith.identity.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.identity.AgentCertificate;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents of one network meet over TLS; everybody else stays outside. */
class AgentTlsTest {
    private static final String HOST = "127.0.0.1";

    @TempDir private Path temporary;
    private TlsCast cast = new TlsCast(Path.of(""));

    @BeforeEach
    void cast() {
        cast = new TlsCast(temporary);
    }

    @Test
    void agentsOfOneNetworkKnowEachOther() throws SSLException {
        var network = cast.network("home");
        var anna = network.agent(1, HOST);
        var ben = network.agent(2, HOST);

        var met = handshake(anna.tls().clientEngine(HOST, 1), ben.tls().serverEngine());

        assertThat(AgentTls.peer(met.client()).agent()).isEqualTo(ben.id());
        assertThat(AgentTls.peer(met.server()).agent()).isEqualTo(anna.id());
        assertThat(met.client().getProtocol()).isEqualTo("TLSv1.3");
    }

    @Test
    void anIpv6HostInBracketsIsMetToo() throws SSLException {
        var network = cast.network("home");
        var ben = network.agent(2, "::1");
        var client = network.agent(1, HOST).tls().clientEngine("[::1]", 1);

        var met = handshake(client, ben.tls().serverEngine());

        assertThat(AgentTls.peer(met.client()).covers("[::1]")).isTrue();
    }

    @Test
    void anAgentOfAnotherAuthorityOfTheSameNameIsRefusedByBothSides() {
        var ours = cast.network("home").agent(1, HOST).tls();
        var theirs = cast.network("home").agent(2, HOST).tls();

        assertRefused(theirs.clientEngine(HOST, 1), ours.serverEngine());
        assertRefused(ours.clientEngine(HOST, 1), theirs.serverEngine());
    }

    @Test
    void aClientWithoutCertificateIsRefused() {
        var ours = cast.network("home").agent(1, HOST).tls();

        assertRefused(
                Stranger.withoutCertificate().createClientSSLEngine(HOST, 1), ours.serverEngine());
    }

    @Test
    void anAgentCertifiedForAnotherHostIsRefused() {
        var network = cast.network("home");
        var anna = network.agent(1, HOST).tls();

        assertRefused(
                anna.clientEngine(HOST, 1), network.agent(2, "127.0.0.2").tls().serverEngine());
        assertRefused(
                anna.clientEngine("localhost", 1), network.agent(3, HOST).tls().serverEngine());
    }

    @Test
    void anExpiredOrNotYetValidCertificateIsRefused() {
        var network = cast.network("home");
        var anna = network.agent(1, HOST).tls();
        var now = Instant.now();
        var old = network.agent(2, HOST, now.minus(Duration.ofDays(91))).tls();
        var early = network.agent(3, HOST, now.plus(Duration.ofDays(2))).tls();

        assertRefused(anna.clientEngine(HOST, 1), old.serverEngine());
        assertRefused(old.clientEngine(HOST, 1), anna.serverEngine());
        assertRefused(early.clientEngine(HOST, 1), anna.serverEngine());
    }

    @Test
    void aCertificateWithoutItsKeyIsOfNoUse() {
        var network = cast.network("home");
        var anna = network.agent(1, HOST).tls();
        var thief = network.agent(2, HOST).withKeysOf(network.agent(3, HOST));

        assertRefused(thief.clientEngine(HOST, 1), anna.serverEngine());
        assertRefused(anna.clientEngine(HOST, 1), thief.serverEngine());
    }

    /** Its own key is in the chain, so an agent could otherwise make agents of its own. */
    @Test
    void anAgentCannotAdmitOthers() {
        var network = cast.network("home");
        var anna = network.agent(1, HOST).tls();
        var child = Stranger.admittedBy(network.agent(2, HOST), TlsCast.keys(3), HOST);

        assertRefused(child.createClientSSLEngine(HOST, 1), anna.serverEngine());
        assertRefused(anna.clientEngine(HOST, 1), child.createServerSSLEngine(HOST, 1));
    }

    @Test
    void olderTlsIsRefused() {
        var network = cast.network("home");
        var client = network.agent(1, HOST).tls().clientEngine(HOST, 1);
        client.setEnabledProtocols(new String[] {"TLSv1.2"});

        assertRefused(client, network.agent(2, HOST).tls().serverEngine());
    }

    @Test
    void theProviderChecksTheHostOnceMore() throws SSLException {
        var network = cast.network("home");
        var anna = network.agent(1, HOST);
        var ben = network.agent(2, HOST);
        var provider = new AgentSslEngineProvider(anna.tls());
        var met =
                handshake(
                        provider.createClientSSLEngine(HOST, 1),
                        new AgentSslEngineProvider(ben.tls()).createServerSSLEngine(HOST, 1));

        assertThat(provider.verifyClientSession(HOST, met.client()).isEmpty()).isTrue();
        assertThat(provider.verifyServerSession(HOST, met.server()).isEmpty()).isTrue();
        assertThat(provider.verifyClientSession("127.0.0.2", met.client()).get())
                .hasMessageContaining("not certified for host 127.0.0.2");
        assertThat(
                        provider.verifyServerSession(HOST, anna.tls().serverEngine().getSession())
                                .isDefined())
                .isTrue();
    }

    @Test
    void certificatesNameTheirHosts() {
        AgentCertificate certificate = cast.network("home").agent(1, HOST).certificate();

        assertThat(certificate.hosts()).isEqualTo(List.of(HOST));
    }

    private record Met(SSLSession client, SSLSession server) {}

    private static void assertRefused(SSLEngine client, SSLEngine server) {
        assertThatExceptionOfType(SSLException.class).isThrownBy(() -> handshake(client, server));
    }

    /** Runs both sides in this thread until both are done; then sends a byte each way. */
    private static Met handshake(SSLEngine client, SSLEngine server) throws SSLException {
        var toServer = ByteBuffer.allocate(1 << 17);
        var toClient = ByteBuffer.allocate(1 << 17);
        for (int round = 0; round < 100; round++) {
            step(client, toServer, toClient);
            step(server, toClient, toServer);
            if (client.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                    && server.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                    && toServer.position() == 0
                    && toClient.position() == 0) {
                return new Met(client.getSession(), server.getSession());
            }
        }
        throw new SSLException("the handshake never ends");
    }

    private static void step(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
        var plain = ByteBuffer.allocate(1 << 15);
        boolean moved = true;
        while (moved) {
            Runnable task = engine.getDelegatedTask();
            if (task != null) task.run();
            in.flip();
            SSLEngineResult read = engine.unwrap(in, plain);
            in.compact();
            SSLEngineResult wrote = engine.wrap(ByteBuffer.allocate(0), out);
            moved = task != null || read.bytesConsumed() > 0 || handshaking(engine, wrote);
        }
    }

    /** An established engine writes an empty record for every call, which is no progress. */
    private static boolean handshaking(SSLEngine engine, SSLEngineResult wrote) {
        return wrote.bytesProduced() > 0
                && engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }
}
