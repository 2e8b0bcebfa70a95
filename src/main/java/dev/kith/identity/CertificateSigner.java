package dev.kith.identity;

import dev.kith.model.AgentId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcEdECContentSignerBuilder;

/**
 * Writes and signs X.509 certificates with Ed25519 keys (RFC 5280, RFC 8410).
 *
 * @param keys sign
 * @param random serial numbers
 * @param now when they are made
 * @param validity how long they hold from then on
 */
record CertificateSigner(AgentKeys keys, SecureRandom random, Instant now, Duration validity) {
    /** Clocks of agents may differ by this much when a certificate is new. */
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private static final int SERIAL_BITS = 127;
    private static final Pattern DNS_NAME =
            Pattern.compile(
                    "(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");

    /** An authority's certificate, signed by itself; it may sign agents' and nothing below them. */
    X509Certificate authority(String name) {
        var subject = commonName(name);
        try {
            var builder =
                    builder(subject, subject, keys.publicKey())
                            .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                            .addExtension(
                                    Extension.keyUsage,
                                    true,
                                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return sign(keys.publicKey(), builder);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * An agent's certificate, for both ends of a connection.
     *
     * @param authority whose keys these are
     * @param hosts DNS names and IP addresses it is met at, at least one
     * @throws IdentityException if a host is neither name nor address
     */
    X509Certificate agent(X509Certificate authority, AgentId agent, List<String> hosts) {
        var names = new ArrayList<GeneralName>();
        names.add(new GeneralName(GeneralName.uniformResourceIdentifier, agent.did()));
        hosts.stream().distinct().map(CertificateSigner::generalName).forEach(names::add);
        if (names.size() == 1) throw new IdentityException("an agent needs a host to be met at");
        var issuer = X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
        byte[] key = AgentKeys.publicKey(agent);
        try {
            var builder =
                    builder(issuer, commonName(agent.shortForm()), key)
                            .addExtension(
                                    Extension.basicConstraints, true, new BasicConstraints(false))
                            .addExtension(
                                    Extension.keyUsage,
                                    true,
                                    new KeyUsage(KeyUsage.digitalSignature))
                            .addExtension(Extension.extendedKeyUsage, false, bothSides())
                            .addExtension(
                                    Extension.subjectAlternativeName,
                                    false,
                                    new GeneralNames(names.toArray(GeneralName[]::new)));
            return sign(key, builder);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X500Name commonName(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    }

    private static ExtendedKeyUsage bothSides() {
        return new ExtendedKeyUsage(
                new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth});
    }

    private static GeneralName generalName(String host) {
        var address = AgentCertificate.address(host);
        if (address.isPresent() && host.indexOf('%') < 0) {
            return new GeneralName(GeneralName.iPAddress, address.get().getHostAddress());
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (!DNS_NAME.matcher(name).matches()) {
            throw new IdentityException("neither a host name nor an IP address: '" + host + "'");
        }
        return new GeneralName(GeneralName.dNSName, name);
    }

    private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, byte[] key) {
        return new X509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(validity)),
                subject,
                spki(key));
    }

    private static SubjectPublicKeyInfo spki(byte[] key) {
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), key);
    }

    private X509Certificate sign(byte[] key, X509v3CertificateBuilder builder) {
        try {
            var algorithm = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
            var signer = new BcEdECContentSignerBuilder(algorithm).build(keys.secret());
            // Strict readers of RFC 5280, §4.2.1.1 and §4.2.1.2, ask for both.
            var identifiers = new BcX509ExtensionUtils();
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(spki(keys.publicKey())));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    identifiers.createSubjectKeyIdentifier(spki(key)));
            var der = new ByteArrayInputStream(builder.build(signer).getEncoded());
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(der);
        } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
