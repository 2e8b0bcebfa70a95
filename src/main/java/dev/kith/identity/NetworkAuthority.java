package dev.kith.identity;

import dev.kith.model.AgentId;
import dev.kith.model.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1String;
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
 * Whoever holds this key decides who belongs to the network.
 *
 * <p>On disk a folder with {@code authority.key} (mode 0600) and {@code authority.crt}, a
 * self-signed Ed25519 certificate that every agent trusts, and nothing else.
 */
public final class NetworkAuthority {
    static final String KEY = "authority.key";
    static final String CERTIFICATE = "authority.crt";

    /** DER of an Ed25519 SubjectPublicKeyInfo: 12 bytes of frame, 32 of key (RFC 8410 §4). */
    static final int SPKI_BYTES = 44;

    /** Clocks of agents may differ by this much when a certificate is new. */
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private static final int NETWORK_CHARS = 26;
    private static final int NAME_CHARS_MAX = 64;
    private static final int SERIAL_BITS = 127;
    private static final Pattern DNS_NAME =
            Pattern.compile(
                    "(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");

    private final AgentKeys keys;
    private final X509Certificate certificate;

    private NetworkAuthority(AgentKeys keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /**
     * Founds a network.
     *
     * @param folder made if missing; must not hold an authority yet
     * @param name what people call the network, at most 64 characters
     * @throws IdentityException if there is an authority already, or it cannot be written
     */
    static NetworkAuthority create(
            Path folder, String name, Duration validity, Instant now, SecureRandom random) {
        if (name.isBlank()
                || name.length() > NAME_CHARS_MAX
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IdentityException(
                    "a network's name has 1 to %d printable characters: '%s'"
                            .formatted(NAME_CHARS_MAX, name));
        }
        Path keyFile = folder.resolve(KEY);
        Path certificateFile = folder.resolve(CERTIFICATE);
        if (Files.exists(certificateFile)) {
            throw new IdentityException("there is a network in " + folder + " already");
        }
        var keys = KeyFile.loadOrCreate(keyFile, random);
        var subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
        try {
            var certificate =
                    sign(
                            keys,
                            keys.publicKey(),
                            builder(subject, subject, keys.publicKey(), now, validity, random)
                                    .addExtension(
                                            Extension.basicConstraints,
                                            true,
                                            new BasicConstraints(0))
                                    .addExtension(
                                            Extension.keyUsage,
                                            true,
                                            new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)));
            AgentCertificate.write(certificateFile, certificate);
            return new NetworkAuthority(keys, certificate);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The authority in a folder.
     *
     * @throws IdentityException if it is missing, damaged, open to others, or key and certificate
     *     do not belong together
     */
    public static NetworkAuthority load(Path folder) {
        X509Certificate certificate = certificateIn(folder);
        var keys = KeyFile.load(folder.resolve(KEY));
        byte[] spki = certificate.getPublicKey().getEncoded();
        byte[] tail =
                Arrays.copyOfRange(spki, Math.max(0, spki.length - DidKey.KEY_BYTES), spki.length);
        if (!Arrays.equals(tail, keys.publicKey())) {
            throw new IdentityException(
                    "%s is not the key of %s; restore the pair from one backup"
                            .formatted(folder.resolve(KEY), folder.resolve(CERTIFICATE)));
        }
        return new NetworkAuthority(keys, certificate);
    }

    /**
     * The authority's certificate in a folder.
     *
     * @throws IdentityException if there is none or it is damaged
     */
    static X509Certificate certificateIn(Path folder) {
        return AgentCertificate.read(folder.resolve(CERTIFICATE))
                .orElseThrow(() ->
                        new IdentityException(
                                "There is no network authority in %s. Found a network there with: kith network init"
                                        .formatted(folder)));
    }

    /** Names the network: {@code n1} and 26 base32 characters of SHA-256 of the authority's key. */
    public String network() {
        return network(certificate);
    }

    static String network(X509Certificate authority) {
        byte[] digest = Digests.sha256().digest(authority.getPublicKey().getEncoded());
        return "n1" + Digests.base32(digest).substring(0, NETWORK_CHARS);
    }

    /** What people call the network. */
    public String name() {
        return name(certificate);
    }

    static String name(X509Certificate authority) {
        var subject = X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
        var names = subject.getRDNs(BCStyle.CN);
        return names.length == 0 ? "" : ((ASN1String) names[0].getFirst().getValue()).getString();
    }

    /** What every agent of the network trusts. */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * Admits an agent.
     *
     * @param hosts DNS names and IP addresses it is met at, at least one
     * @param validity from now on
     * @throws IdentityException if a host is neither name nor address
     */
    AgentCertificate issue(
            AgentId agent,
            List<String> hosts,
            Duration validity,
            Instant now,
            SecureRandom random) {
        var names = new ArrayList<GeneralName>();
        names.add(new GeneralName(GeneralName.uniformResourceIdentifier, agent.did()));
        hosts.stream().distinct().map(NetworkAuthority::generalName).forEach(names::add);
        if (names.size() == 1) throw new IdentityException("an agent needs a host to be met at");
        var issuer = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        var subject =
                new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, agent.shortForm()).build();
        try {
            byte[] key = AgentKeys.publicKey(agent);
            var x509 =
                    sign(
                            keys,
                            key,
                            builder(issuer, subject, key, now, validity, random)
                                    .addExtension(
                                            Extension.basicConstraints,
                                            true,
                                            new BasicConstraints(false))
                                    .addExtension(
                                            Extension.keyUsage,
                                            true,
                                            new KeyUsage(KeyUsage.digitalSignature))
                                    .addExtension(Extension.extendedKeyUsage, false, bothSides())
                                    .addExtension(
                                            Extension.subjectAlternativeName,
                                            false,
                                            new GeneralNames(names.toArray(GeneralName[]::new))));
            return AgentCertificate.of(x509);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IllegalArgumentException e) {
            throw new IdentityException("cannot admit " + agent.did() + ": " + e.getMessage(), e);
        }
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

    private static X509v3CertificateBuilder builder(
            X500Name issuer,
            X500Name subject,
            byte[] key,
            Instant now,
            Duration validity,
            SecureRandom random) {
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

    private static X509Certificate sign(
            AgentKeys keys, byte[] key, X509v3CertificateBuilder builder) {
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
