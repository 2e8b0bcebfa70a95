package dev.kith.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent starts as a member of its network, or is told the command that makes it one. */
class AdmissionTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration VALIDITY = Duration.ofDays(90);
    private static final List<String> HOSTS = List.of("127.0.0.1", "desk.example");

    @TempDir private Path temporary;
    private Instant now = START;
    private final InstantSource clock = () -> now;
    private final Admission admission =
            new Admission(new IdentitySettings(Duration.ofDays(3650), VALIDITY, 16), clock, RANDOM);
    private final AgentKeys agent = AgentKeysTest.keys(1);
    private Path authorityFolder = Path.of("");
    private Path dataFolder = Path.of("");

    @BeforeEach
    void nameFolders() {
        authorityFolder = temporary.resolve("authority");
        dataFolder = temporary.resolve("data");
    }

    @Test
    void foundsANetworkWhoseKeyOnlyTheOwnerReads() throws IOException {
        var authority = admission.found(authorityFolder, "Home, sweet \"home\"");

        assertThat(authority.network()).matches("n1[a-z2-7]{26}");
        assertThat(authority.name()).isEqualTo("Home, sweet \"home\"");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(
                                        authorityFolder.resolve("authority.key"))))
                .isEqualTo("rw-------");
        var loaded = NetworkAuthority.load(authorityFolder);
        assertThat(loaded.network()).isEqualTo(authority.network());
        assertThat(loaded.certificate()).isEqualTo(authority.certificate());
    }

    @Test
    void neverFoundsANetworkTwiceInOneFolder() {
        admission.found(authorityFolder, "home");

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> admission.found(authorityFolder, "home"))
                .withMessageContaining("already");
    }

    @Test
    void goesOnAfterACrashBetweenKeyAndCertificate() throws IOException {
        var first = admission.found(authorityFolder, "home");
        Files.delete(authorityFolder.resolve("authority.crt"));

        assertThat(admission.found(authorityFolder, "home").network()).isEqualTo(first.network());
    }

    @Test
    void refusesAnAuthorityWhoseKeyIsNotItsCertificates() throws IOException {
        admission.found(authorityFolder, "home");
        admission.found(temporary.resolve("other"), "home");
        Files.copy(
                temporary.resolve("other/authority.crt"),
                authorityFolder.resolve("authority.crt"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> NetworkAuthority.load(authorityFolder))
                .withMessageContaining("backup");
    }

    @Test
    void admitsAnAgentByItsIdAndHosts() throws Exception {
        var authority = admission.found(authorityFolder, "home");

        var membership =
                admission.admit(
                        authority, agent.id(), List.of("127.0.0.1", "::1", "Desk"), dataFolder);

        var certificate = membership.certificate();
        assertThat(membership.network()).isEqualTo(authority.network());
        assertThat(membership.networkName()).isEqualTo("home");
        assertThat(certificate.agent()).isEqualTo(agent.id());
        assertThat(certificate.issuedBy(authority.certificate())).isTrue();
        assertThat(certificate.covers("127.0.0.1")).isTrue();
        assertThat(certificate.covers("::1")).isTrue();
        assertThat(certificate.covers("[0:0:0:0:0:0:0:1]")).isTrue();
        assertThat(certificate.covers("desk")).isTrue();
        assertThat(certificate.covers("DESK")).isTrue();
        assertThat(certificate.covers("127.0.0.2")).isFalse();
        assertThat(certificate.covers("desk.example")).isFalse();
        assertThat(certificate.x509().getExtendedKeyUsage()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "-x",
                "1.2.3.4/8",
                "café",
                "x..y",
                "https://x",
                "*.x",
                "fe80::1%1"
            })
    void refusesAHostThatIsNone(String host) {
        var authority = admission.found(authorityFolder, "home");

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> admission.admit(authority, agent.id(), List.of(host), dataFolder))
                .withMessageContaining("neither a host name nor an IP address");
    }

    @Test
    void anAgentThatCanReadTheAuthorityKeyAdmitsItselfOnce() {
        admission.found(authorityFolder, "home");

        var first = admission.ensure(applicant(HOSTS, true));
        var second = admission.ensure(applicant(HOSTS, true));

        assertThat(second.certificate().x509()).isEqualTo(first.certificate().x509());
    }

    @Test
    void anAdmittedAgentNeedsTheAuthorityNoMore() {
        var authority = admission.found(authorityFolder, "home");
        var admitted = admission.admit(authority, agent.id(), HOSTS, dataFolder);

        var found = admission.ensure(applicant(HOSTS, false));

        assertThat(found).isEqualTo(admitted);
    }

    @Test
    void anAgentThatNobodyAdmittedIsToldTheCommand() {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> admission.ensure(applicant(HOSTS, false)))
                .withMessageContaining("knows no network authority")
                .withMessageContaining("kith network admit")
                .withMessageContaining("--agent-id " + agent.id().did())
                .withMessageContaining("--host 127.0.0.1 --host desk.example")
                .withMessageContaining("--out " + dataFolder);
    }

    @Test
    void aCertificateForAnotherHostIsReplacedOrRefused() {
        admission.found(authorityFolder, "home");
        admission.ensure(applicant(HOSTS, true));
        List<String> moved = List.of("127.0.0.1", "attic.example");

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> admission.ensure(applicant(moved, false)))
                .withMessageContaining("is not for host attic.example");
        assertThat(admission.ensure(applicant(moved, true)).certificate().covers("attic.example"))
                .isTrue();
    }

    @Test
    void aCertificateOfAnotherAgentIsRefused() {
        var authority = admission.found(authorityFolder, "home");
        admission.admit(authority, AgentKeysTest.keys(2).id(), HOSTS, dataFolder);

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> admission.ensure(applicant(HOSTS, false)))
                .withMessageContaining("is of another agent");
    }

    @Test
    void aCertificateIsRenewedInItsLastThirdAndServesUntilItsEnd() {
        admission.found(authorityFolder, "home");
        var first = admission.ensure(applicant(HOSTS, true)).certificate().x509();

        now = START.plus(VALIDITY.multipliedBy(60).dividedBy(100));
        assertThat(admission.ensure(applicant(HOSTS, true)).certificate().x509()).isEqualTo(first);

        now = START.plus(VALIDITY.multipliedBy(70).dividedBy(100));
        assertThat(admission.ensure(applicant(HOSTS, false)).certificate().x509()).isEqualTo(first);
        assertThat(admission.ensure(applicant(HOSTS, true)).certificate().x509())
                .isNotEqualTo(first);
    }

    @Test
    void anExpiredCertificateIsRefused() {
        admission.found(authorityFolder, "home");
        admission.ensure(applicant(HOSTS, true));
        now = START.plus(VALIDITY).plusSeconds(1);

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> admission.ensure(applicant(HOSTS, false)))
                .withMessageContaining("is valid from");
    }

    @Test
    void aDataFolderStaysInItsNetwork() {
        admission.found(authorityFolder, "home");
        admission.ensure(applicant(HOSTS, true));
        var other = temporary.resolve("other");
        admission.found(other, "home");
        var moved = new Admission.Applicant(dataFolder, agent.id(), HOSTS, Optional.of(other));

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> admission.ensure(moved))
                .withMessageContaining("Use another data folder");
    }

    @Test
    void aDamagedCertificateIsNamed() throws IOException {
        admission.found(authorityFolder, "home");
        admission.ensure(applicant(HOSTS, true));
        Files.writeString(dataFolder.resolve("agent.crt"), "damaged");

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> admission.ensure(applicant(HOSTS, true)))
                .withMessageContaining("agent.crt is damaged")
                .withMessageContaining("rm " + dataFolder.resolve("agent.crt"));
    }

    private Admission.Applicant applicant(List<String> hosts, boolean withAuthority) {
        return new Admission.Applicant(
                dataFolder,
                agent.id(),
                hosts,
                withAuthority ? Optional.of(authorityFolder) : Optional.empty());
    }
}
