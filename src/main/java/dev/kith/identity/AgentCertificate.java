package dev.kith.identity;

import dev.kith.model.AgentId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A network authority's word that an agent belongs to its network and lives at these hosts.
 *
 * @param x509 the certificate; its key is the agent's
 * @param agent from its one URI subject alternative name; always the id of the certificate's key
 * @param hosts DNS names and IP addresses in it
 */
public record AgentCertificate(X509Certificate x509, AgentId agent, List<String> hosts) {
    static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    private static final int SAN_DNS = 2;
    private static final int SAN_URI = 6;
    private static final int SAN_IP = 7;

    public AgentCertificate {
        hosts = List.copyOf(hosts);
    }

    /**
     * Reads what the certificate says; not who issued it nor whether it is still valid.
     *
     * @throws CertificateException if it is not an agent's: no end entity, not for both sides of
     *     TLS, or its id is not that of its key
     */
    public static AgentCertificate of(X509Certificate x509) throws CertificateException {
        requireUse(x509);
        var hosts = new ArrayList<String>();
        var ids = new ArrayList<String>();
        var names = x509.getSubjectAlternativeNames();
        for (List<?> name : names == null ? List.<List<?>>of() : names) {
            switch ((Integer) name.getFirst()) {
                case SAN_DNS, SAN_IP -> hosts.add((String) name.get(1));
                case SAN_URI -> ids.add((String) name.get(1));
                default -> throw new CertificateException("unknown kind of name: " + name);
            }
        }
        if (ids.size() != 1) {
            throw new CertificateException("the certificate names " + ids.size() + " agents");
        }
        try {
            var agent = new AgentId(ids.getFirst());
            byte[] key = AgentKeys.publicKey(agent);
            byte[] spki = x509.getPublicKey().getEncoded();
            byte[] tail =
                    Arrays.copyOfRange(spki, Math.max(0, spki.length - key.length), spki.length);
            if (spki.length != NetworkAuthority.SPKI_BYTES || !Arrays.equals(key, tail)) {
                throw new CertificateException("the certificate's key is not " + agent.did());
            }
            return new AgentCertificate(x509, agent, hosts);
        } catch (IllegalArgumentException e) {
            throw new CertificateException(e.getMessage(), e);
        }
    }

    /** Whether the agent may be met at this host: a DNS name, or an IP address as a literal. */
    public boolean covers(String host) {
        var wanted = address(host);
        return hosts.stream()
                .anyMatch(known ->
                        wanted.isPresent()
                                ? address(known).equals(wanted)
                                : known.equalsIgnoreCase(host));
    }

    /** Whether this authority's key signed it, under this authority's name. */
    public boolean issuedBy(X509Certificate authority) {
        try {
            x509.verify(authority.getPublicKey());
            return x509.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /** Whether it may be used at that instant. */
    public boolean validAt(Instant now) {
        return !now.isBefore(x509.getNotBefore().toInstant())
                && !now.isAfter(x509.getNotAfter().toInstant());
    }

    /** The address that a literal means, {@code [::1]} and {@code ::1} alike; empty for a name. */
    static Optional<InetAddress> address(String host) {
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        try {
            return Optional.of(
                    InetAddress.ofLiteral(brackets ? host.substring(1, host.length() - 1) : host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * The certificate in a PEM file; empty if there is no such file.
     *
     * @throws IdentityException if the file is there but cannot be read
     */
    static Optional<X509Certificate> read(Path file) {
        try {
            var bytes = new ByteArrayInputStream(Files.readAllBytes(file));
            var factory = CertificateFactory.getInstance("X.509");
            return Optional.of((X509Certificate) factory.generateCertificate(bytes));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IdentityException("cannot read the certificate " + file + ": " + e, e);
        } catch (CertificateException e) {
            throw new IdentityException(
                    "The certificate "
                            + file
                            + " is damaged. Copy it again from where it came, or remove it: rm "
                            + PrivateFiles.quoted(file),
                    e);
        }
    }

    /** Writes the certificate as PEM. */
    static void write(Path file, X509Certificate certificate) {
        try {
            String body =
                    Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(certificate.getEncoded());
            String pem = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
            PrivateFiles.writePublic(file, pem.getBytes(StandardCharsets.US_ASCII));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireUse(X509Certificate x509) throws CertificateException {
        boolean[] usage = x509.getKeyUsage();
        List<String> purposes = x509.getExtendedKeyUsage();
        if (x509.getBasicConstraints() >= 0
                || usage == null
                || !usage[0]
                || purposes == null
                || !purposes.contains(SERVER_AUTH)
                || !purposes.contains(CLIENT_AUTH)) {
            throw new CertificateException("not an agent's certificate: wrong key usage");
        }
    }
}
