package dev.kith.identity;

import dev.kith.model.AgentId;
import dev.kith.model.Digests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

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

    private static final int NETWORK_CHARS = 26;
    private static final int NAME_CHARS_MAX = 64;

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
        var certificate = new CertificateSigner(keys, random, now, validity).authority(name);
        AgentCertificate.write(certificateFile, certificate);
        return new NetworkAuthority(keys, certificate);
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
        try {
            return AgentCertificate.of(
                    new CertificateSigner(keys, random, now, validity)
                            .agent(certificate, agent, hosts));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        } catch (IllegalArgumentException e) {
            throw new IdentityException("cannot admit " + agent.did() + ": " + e.getMessage(), e);
        }
    }
}
