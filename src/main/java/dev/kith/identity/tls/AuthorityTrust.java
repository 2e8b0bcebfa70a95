package dev.kith.identity.tls;

import dev.kith.identity.AgentCertificate;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the agents of one authority and nobody else.
 *
 * <p>The platform's PKIX manager checks signature, validity, usage and, where the engine asks for
 * it, the host; added to it: the authority itself issued the certificate, and it is an agent's,
 * whose id is that of its key.
 */
final class AuthorityTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager pkix;
    private final X509Certificate authority;

    AuthorityTrust(X509Certificate authority) {
        this.authority = authority;
        this.pkix = pkix(authority);
    }

    private static X509ExtendedTrustManager pkix(X509Certificate authority) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", authority);
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void requireAgent(X509Certificate[] chain) throws CertificateException {
        if (!AgentCertificate.of(chain[0]).issuedBy(authority)) {
            throw new CertificateException("not issued by this network's authority");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        pkix.checkClientTrusted(chain, type, engine);
        requireAgent(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        pkix.checkServerTrusted(chain, type, engine);
        requireAgent(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        pkix.checkClientTrusted(chain, type, socket);
        requireAgent(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        pkix.checkServerTrusted(chain, type, socket);
        requireAgent(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        pkix.checkClientTrusted(chain, type);
        requireAgent(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        pkix.checkServerTrusted(chain, type);
        requireAgent(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[] {authority};
    }
}
