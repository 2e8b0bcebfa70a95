package dev.kith.identity.tls;

import dev.kith.identity.AgentCertificate;
import dev.kith.identity.AgentKeys;
import dev.kith.identity.Membership;
import dev.kith.model.AgentId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * TLS between the agents of one network: version 1.3 only, Ed25519 certificates, X25519 or P-256,
 * both sides show who they are.
 */
public final class AgentTls {
    private static final String[] PROTOCOLS = {"TLSv1.3"};
    private static final String[] SIGNATURES = {"ed25519"};
    private static final String[] GROUPS = {"x25519", "secp256r1"};
    private static final String[] CIPHERS = {
        "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"
    };

    /** Addresses whose agent is remembered; the one met longest ago is forgotten first. */
    private static final int MET_MAX = 4096;

    private final SSLContext context;
    private final Map<String, AgentId> met =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        private static final long serialVersionUID = 1;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, AgentId> eldest) {
                            return size() > MET_MAX;
                        }
                    });

    /** For one agent; the certificate in {@code membership} must be for these keys. */
    public AgentTls(AgentKeys keys, Membership membership, SecureRandom random) {
        this(keys, membership.certificate().x509(), membership.authority(), random);
    }

    private AgentTls(
            AgentKeys keys, X509Certificate own, X509Certificate authority, SecureRandom random) {
        try {
            char[] noPassword = new char[0];
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "agent", keys.javaPrivateKey(), noPassword, new X509Certificate[] {own});
            var factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, noPassword);
            context = SSLContext.getInstance("TLSv1.3");
            context.init(
                    factory.getKeyManagers(),
                    new TrustManager[] {new AuthorityTrust(authority)},
                    random);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An engine for a connection that we accept. */
    public SSLEngine serverEngine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(restricted(engine.getSSLParameters(), false));
        return engine;
    }

    /** An engine for a connection that we open; the other side must be certified for this host. */
    public SSLEngine clientEngine(String host, int port) {
        SSLEngine engine = context.createSSLEngine(bare(host), port);
        engine.setUseClientMode(true);
        engine.setSSLParameters(restricted(engine.getSSLParameters(), true));
        return engine;
    }

    /**
     * Whether an agent of this network lets us in at {@code host:port}: shakes hands on a
     * connection of its own and hangs up. Blocks.
     *
     * @param most longest that connecting may take, and longest silence after that
     */
    public boolean letsIn(String address, Duration most) {
        int colon = address.lastIndexOf(':');
        String host = bare(address.substring(0, colon));
        int port = Integer.parseInt(address.substring(colon + 1));
        int millis = Math.toIntExact(most.toMillis());
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), millis);
            plain.setSoTimeout(millis);
            var sockets = context.getSocketFactory();
            try (SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, true)) {
                socket.setSSLParameters(restricted(socket.getSSLParameters(), true));
                socket.startHandshake();
                return true;
            }
        } catch (IOException _) {
            return false; // off, out of reach, or not of this network
        }
    }

    /**
     * Who is at the other end of a finished handshake.
     *
     * @throws SSLPeerUnverifiedException if it did not say, or its certificate is not an agent's
     */
    public static AgentCertificate peer(SSLSession session) throws SSLPeerUnverifiedException {
        if (!(session.getPeerCertificates()[0] instanceof X509Certificate x509)) {
            throw new SSLPeerUnverifiedException("not an X.509 certificate");
        }
        try {
            return AgentCertificate.of(x509);
        } catch (CertificateException e) {
            var unverified = new SSLPeerUnverifiedException(e.getMessage());
            unverified.initCause(e);
            throw unverified;
        }
    }

    /**
     * Who showed its certificate when this agent last called this address, {@code host:port}.
     * Whoever calls here does not say at which address it lives, so only calls made from here
     * count.
     */
    public Optional<AgentId> reached(String address) {
        return Optional.ofNullable(met.get(address));
    }

    void met(String address, AgentId agent) {
        met.put(address, agent);
    }

    private static SSLParameters restricted(SSLParameters parameters, boolean client) {
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(CIPHERS);
        parameters.setSignatureSchemes(SIGNATURES);
        parameters.setNamedGroups(GROUPS);
        if (client) parameters.setEndpointIdentificationAlgorithm("HTTPS");
        else parameters.setNeedClientAuth(true);
        return parameters;
    }

    /** Pekko writes IPv6 hosts in brackets, JSSE wants them without. */
    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }
}
