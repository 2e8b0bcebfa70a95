package dev.kith.identity.tls;

import dev.kith.identity.AgentKeys;
import java.math.BigInteger;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import scala.Option;

/** One who trusts everybody, and shows no certificate or one of its own making. */
final class Stranger implements SSLEngineProvider {
    private final SSLContext context;

    private Stranger(KeyStore store) {
        try {
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, new char[0]);
            context = SSLContext.getInstance("TLSv1.3");
            context.init(
                    keys.getKeyManagers(), new TrustManager[] {new Trusting()}, TlsCast.RANDOM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows nothing. */
    static Stranger withoutCertificate() {
        return new Stranger(emptyStore());
    }

    /** Shows a certificate that an admitted agent signed, and that agent's own. */
    static Stranger admittedBy(TlsCast.Actor parent, AgentKeys child, String host) {
        try {
            var store = emptyStore();
            X509Certificate own = parent.certificate().x509();
            store.setKeyEntry(
                    "stranger",
                    child.javaPrivateKey(),
                    new char[0],
                    new X509Certificate[] {certificate(parent, child, host), own});
            return new Stranger(store);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(TlsCast.Actor parent, AgentKeys child, String host) {
        try {
            var issuer =
                    X500Name.getInstance(
                            parent.certificate().x509().getSubjectX500Principal().getEncoded());
            var key =
                    new SubjectPublicKeyInfo(
                            new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519),
                            AgentKeys.publicKey(child.id()));
            var now = Instant.now();
            var names =
                    new GeneralName[] {
                        new GeneralName(GeneralName.uniformResourceIdentifier, child.id().did()),
                        new GeneralName(GeneralName.iPAddress, host)
                    };
            var purposes =
                    new KeyPurposeId[] {
                        KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                    };
            var builder =
                    new X509v3CertificateBuilder(
                                    issuer,
                                    BigInteger.ONE,
                                    Date.from(now.minus(Duration.ofHours(1))),
                                    Date.from(now.plus(Duration.ofDays(1))),
                                    new X500Name("CN=child"),
                                    key)
                            .addExtension(
                                    Extension.keyUsage,
                                    true,
                                    new KeyUsage(KeyUsage.digitalSignature))
                            .addExtension(
                                    Extension.extendedKeyUsage,
                                    false,
                                    new ExtendedKeyUsage(purposes))
                            .addExtension(
                                    Extension.subjectAlternativeName,
                                    false,
                                    new GeneralNames(names));
            var signer =
                    new JcaContentSignerBuilder("Ed25519").build(parent.keys().javaPrivateKey());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore emptyStore() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SSLEngine createServerSSLEngine(String hostname, int port) {
        var engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return engine;
    }

    @Override
    public SSLEngine createClientSSLEngine(String hostname, int port) {
        var engine = context.createSSLEngine(hostname, port);
        engine.setUseClientMode(true);
        return engine;
    }

    @Override
    public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
        return Option.empty();
    }

    @Override
    public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
        return Option.empty();
    }

    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
