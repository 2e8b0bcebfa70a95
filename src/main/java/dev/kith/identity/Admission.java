package dev.kith.identity;

import dev.kith.model.AgentId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Founding a network, admitting agents to it, and an agent finding its own admission at start.
 *
 * <p>An agent's data folder holds {@code agent.key}, {@code agent.crt} and {@code authority.crt};
 * the last two are not secret and may be made elsewhere and copied there.
 */
public final class Admission {
    /** The agent's secret key in its data folder. */
    public static final String KEY = "agent.key";

    /** The agent's certificate in its data folder. */
    public static final String CERTIFICATE = "agent.crt";

    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    private final IdentitySettings settings;
    private final InstantSource clock;
    private final SecureRandom random;

    public Admission(IdentitySettings settings, InstantSource clock, SecureRandom random) {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
    }

    /**
     * An agent that starts.
     *
     * @param dataFolder where its key and certificate are
     * @param agent its id
     * @param hosts DNS names and IP addresses it will be met at
     * @param authorityFolder where the network authority is, if it is on this machine
     */
    public record Applicant(
            Path dataFolder, AgentId agent, List<String> hosts, Optional<Path> authorityFolder) {
        public Applicant {
            hosts = List.copyOf(hosts);
        }
    }

    /**
     * {@code kith network init}: makes the authority of a new network.
     *
     * @throws IdentityException if the folder has one already
     */
    public NetworkAuthority found(Path folder, String name) {
        return NetworkAuthority.create(
                folder, name, settings.authorityValidity(), clock.instant(), random);
    }

    /**
     * {@code kith network admit}: writes the agent's certificate and the authority's into a folder,
     * which is the agent's data folder or is copied there.
     *
     * @throws IdentityException if a host is none or the folder cannot be written
     */
    public Membership admit(
            NetworkAuthority authority, AgentId agent, List<String> hosts, Path folder) {
        var certificate =
                authority.issue(
                        agent, hosts, settings.certificateValidity(), clock.instant(), random);
        PrivateFiles.createFolder(folder);
        AgentCertificate.write(
                folder.resolve(NetworkAuthority.CERTIFICATE), authority.certificate());
        AgentCertificate.write(folder.resolve(CERTIFICATE), certificate.x509());
        return Membership.of(authority.certificate(), certificate);
    }

    /**
     * The agent's membership: the certificate it has, if that still serves; otherwise a new one, if
     * the authority's key is at hand.
     *
     * @throws IdentityException if neither is so; the message has the command to run
     */
    public Membership ensure(Applicant applicant) {
        Optional<X509Certificate> own =
                AgentCertificate.read(applicant.dataFolder().resolve(NetworkAuthority.CERTIFICATE));
        Optional<X509Certificate> pointed =
                applicant.authorityFolder().map(NetworkAuthority::certificateIn);
        requireSameNetwork(applicant, own, pointed);
        Optional<X509Certificate> authority = own.or(() -> pointed);
        Found found = authority.map(known -> examine(applicant, known)).orElse(Found.NO_AUTHORITY);
        if (found.usable().isPresent() && !found.ageing()) {
            return Membership.of(authority.orElseThrow(), found.usable().get());
        }
        if (holdsKey(applicant.authorityFolder())) {
            return admit(
                    NetworkAuthority.load(applicant.authorityFolder().orElseThrow()),
                    applicant.agent(),
                    applicant.hosts(),
                    applicant.dataFolder());
        }
        if (found.usable().isPresent()) {
            log.warn(
                    "this agent's certificate ends on {}; have it admitted again before: {}",
                    found.usable().get().x509().getNotAfter().toInstant(),
                    command(applicant));
            return Membership.of(authority.orElseThrow(), found.usable().get());
        }
        throw new IdentityException(
                "This agent is not admitted: %s. On the machine with the network authority run: %s"
                        .formatted(found.problem(), command(applicant)));
    }

    /** What {@code agent.crt} is worth; exactly one of certificate and problem says something. */
    private record Found(Optional<AgentCertificate> usable, boolean ageing, String problem) {
        static final Found NO_AUTHORITY = bad("it knows no network authority");

        static Found bad(String problem) {
            return new Found(Optional.empty(), false, problem);
        }
    }

    private Found examine(Applicant applicant, X509Certificate authority) {
        Path file = applicant.dataFolder().resolve(CERTIFICATE);
        Optional<X509Certificate> x509 = AgentCertificate.read(file);
        if (x509.isEmpty()) return Found.bad("there is no " + file);
        AgentCertificate certificate;
        try {
            certificate = AgentCertificate.of(x509.get());
        } catch (CertificateException e) {
            return Found.bad(file + ": " + e.getMessage());
        }
        Instant now = clock.instant();
        if (!certificate.issuedBy(authority)) return Found.bad(file + " is of another authority");
        if (!certificate.agent().equals(applicant.agent())) {
            return Found.bad(file + " is of another agent, " + certificate.agent().did());
        }
        if (!certificate.validAt(now)) {
            return Found.bad(
                    "%s is valid from %s to %s only"
                            .formatted(
                                    file,
                                    x509.get().getNotBefore().toInstant(),
                                    x509.get().getNotAfter().toInstant()));
        }
        for (String host : applicant.hosts()) {
            if (!certificate.covers(host)) return Found.bad(file + " is not for host " + host);
        }
        return new Found(Optional.of(certificate), ageing(x509.get(), now), "");
    }

    private static boolean ageing(X509Certificate x509, Instant now) {
        Instant end = x509.getNotAfter().toInstant();
        Duration life = Duration.between(x509.getNotBefore().toInstant(), end);
        return now.plus(life.dividedBy(3)).isAfter(end);
    }

    private static void requireSameNetwork(
            Applicant applicant, Optional<X509Certificate> own, Optional<X509Certificate> pointed) {
        if (own.isEmpty() || pointed.isEmpty()) return;
        String here = NetworkAuthority.network(own.get());
        String there = NetworkAuthority.network(pointed.get());
        if (here.equals(there)) return;
        throw new IdentityException(
                "The data folder %s belongs to network %s (%s), but the authority in %s is that of %s (%s). Use another data folder for another network."
                        .formatted(
                                applicant.dataFolder(),
                                NetworkAuthority.name(own.get()),
                                here,
                                applicant.authorityFolder().orElseThrow(),
                                NetworkAuthority.name(pointed.get()),
                                there));
    }

    private static boolean holdsKey(Optional<Path> authorityFolder) {
        return authorityFolder.isPresent()
                && Files.isReadable(authorityFolder.get().resolve(NetworkAuthority.KEY));
    }

    private static String command(Applicant applicant) {
        String folder = applicant.authorityFolder().map(PrivateFiles::quoted).orElse("FOLDER");
        String hosts = String.join(" --host ", applicant.hosts());
        return "kith network admit --authority %s --agent-id %s --host %s --out %s"
                .formatted(
                        folder,
                        applicant.agent().did(),
                        hosts,
                        PrivateFiles.quoted(applicant.dataFolder()));
    }
}
