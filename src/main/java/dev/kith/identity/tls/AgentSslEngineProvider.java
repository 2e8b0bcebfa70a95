package dev.kith.identity.tls;

import dev.kith.identity.AgentCertificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;
import org.apache.pekko.remote.artery.tcp.SSLEngineProviderSetup;
import scala.Option;

/**
 * Gives Artery {@code tls-tcp} its engines; one ActorSystem's by {@link #setup}.
 *
 * <p>Whom we connect to must be certified for the host we dialled. Who connects to us must be an
 * agent of the network; at which address it lives is not known at this point.
 */
public final class AgentSslEngineProvider implements SSLEngineProvider {
    private final AgentTls tls;

    public AgentSslEngineProvider(AgentTls tls) {
        this.tls = tls;
    }

    /** What to start an ActorSystem with, in its {@code ActorSystemSetup}. */
    public static SSLEngineProviderSetup setup(AgentTls tls) {
        return SSLEngineProviderSetup.create(_ -> new AgentSslEngineProvider(tls));
    }

    @Override
    public SSLEngine createServerSSLEngine(String hostname, int port) {
        return tls.serverEngine();
    }

    @Override
    public SSLEngine createClientSSLEngine(String hostname, int port) {
        return tls.clientEngine(hostname, port);
    }

    @Override
    public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
        try {
            AgentCertificate peer = AgentTls.peer(session);
            if (peer.covers(hostname)) {
                tls.met(hostname + ":" + session.getPeerPort(), peer.agent());
                return Option.empty();
            }
            return Option.apply(
                    new SSLPeerUnverifiedException(
                            peer.agent().did() + " is not certified for host " + hostname));
        } catch (SSLPeerUnverifiedException e) {
            return Option.apply(e);
        }
    }

    @Override
    public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
        try {
            AgentTls.peer(session);
            return Option.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Option.apply(e);
        }
    }
}
