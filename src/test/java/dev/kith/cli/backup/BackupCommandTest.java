package dev.kith.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.kith.api.Json;
import dev.kith.api.backup.BackupCodec;
import dev.kith.api.backup.BackupLine;
import dev.kith.cli.CommandRun;
import dev.kith.cli.FakeAgent;
import dev.kith.file.Syncs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise of {@code kith backup}: a file is there when it is whole, and only then. */
class BackupCommandTest {
    private final FakeAgent agent = new FakeAgent().on("GET", "/v1/network", 200, "{}");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterEach
    void close() {
        agent.close();
    }

    @Test
    void writesWhatTheAgentGivesIntoAFileThatOnlyWeMayRead() throws IOException {
        byte[] backup = Backups.of(3);
        agent.on("GET", "/v1/backup", (exchange, _) -> send(exchange, backup));
        Path file = folder.resolve("net.kith");

        CommandRun run = run("backup", file.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(backup);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(run.out()).contains("3 documents").contains(file.toString());
        assertThat(files()).containsExactly("net.kith");
    }

    @Test
    void saysThatItIsThereOnceALossOfPowerCannotUndoIt() throws Exception {
        agent.on("GET", "/v1/backup", (exchange, _) -> send(exchange, Backups.of(3)));
        Path file = folder.resolve("net.kith");

        List<Path> synced = Syncs.during(() -> run("backup", file.toString()));

        assertThat(file).exists();
        assertThat(synced).containsSubsequence(folder.resolve("net.kith.part"), folder);
    }

    @Test
    void tellsProgramsWhatItWrote() throws IOException {
        agent.on("GET", "/v1/backup", (exchange, _) -> send(exchange, Backups.of(3)));

        CommandRun run = run("backup", folder.resolve("net.kith").toString(), "--json");

        var json = Json.LENIENT.readTree(run.out());
        assertThat(json.path("documents").asInt()).isEqualTo(3);
        assertThat(json.path("passages").asInt()).isEqualTo(3);
        assertThat(json.path("sha256").asText()).hasSize(64);
    }

    @Test
    void writesToTheStandardOutput() {
        byte[] backup = Backups.of(2);
        agent.on("GET", "/v1/backup", (exchange, _) -> send(exchange, backup));

        CommandRun run = run("backup", "-");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(new String(backup, StandardCharsets.UTF_8));
        assertThat(run.err()).contains("2 documents");
    }

    @Test
    void leavesTheOldFileWhereTheNewOneBreaksOff() throws IOException {
        Path file = Files.writeString(folder.resolve("net.kith"), "the backup of yesterday");
        byte[] half = Arrays.copyOf(Backups.of(3), 1500);
        agent.on("GET", "/v1/backup", (exchange, _) -> send(exchange, half));

        CommandRun run = run("backup", file.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("no backup was made").contains("cut off");
        assertThat(file).hasContent("the backup of yesterday");
        assertThat(files()).containsExactly("net.kith");
    }

    @Test
    void saysWhyTheAgentCouldNotFinish() throws IOException {
        var lines = new ArrayList<BackupLine>();
        lines.add(new BackupLine.Begin(BackupCodec.FORMAT, "net-1", "home", "now", 1));
        lines.add(new BackupLine.Failed("partition 3 cannot be listed"));
        agent.on("GET", "/v1/backup", (exchange, _) -> send(exchange, Backups.bytes(lines, false)));

        CommandRun run = run("backup", folder.resolve("net.kith").toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("partition 3 cannot be listed").contains("kith status");
        assertThat(files()).isEmpty();
    }

    @Test
    void endsAsPartialWhereDocumentsCouldNotBeRead() {
        var lines = new ArrayList<BackupLine>();
        lines.add(new BackupLine.Begin(BackupCodec.FORMAT, "net-1", "home", "now", 2));
        lines.addAll(Backups.document("there", 1));
        lines.add(new BackupLine.Missing("notes", "torn", "passages are missing: 0 of 7"));
        agent.on("GET", "/v1/backup", (exchange, _) -> send(exchange, Backups.bytes(lines, true)));

        CommandRun run = run("backup", folder.resolve("net.kith").toString());

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.err()).contains("not read torn in notes: passages are missing");
        assertThat(folder.resolve("net.kith")).exists();
    }

    @Test
    void goesToTheNextAgentWhereOneBreaksOff() {
        byte[] backup = Backups.of(3);
        agent.on(
                "GET",
                "/v1/backup",
                (exchange, _) -> {
                    exchange.sendResponseHeaders(200, backup.length);
                    exchange.getResponseBody().write(backup, 0, 700);
                    exchange.close();
                });
        try (var other = new FakeAgent()) {
            other.on("GET", "/v1/backup", (exchange, _) -> send(exchange, backup));
            Path file = folder.resolve("net.kith");

            CommandRun run = run("backup", file.toString(), "--agent", other.url());

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(file).hasBinaryContent(backup);
        }
    }

    /** Or one that is asked next would be taken for as bad, and the whole backup for broken off. */
    @Test
    void blamesNoAgentWhereItCannotPutTheFileInItsPlace() {
        Path file = folder.resolve("net.kith");
        agent.on(
                "GET",
                "/v1/backup",
                (exchange, _) -> {
                    Files.createDirectories(file.resolve("in-the-way"));
                    send(exchange, Backups.of(3));
                });

        CommandRun run = run("backup", file.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("cannot be written").contains("name a file elsewhere");
    }

    @Test
    void refusesAFolderAndAScreen() {
        CommandRun intoFolder = run("backup", folder.toString());
        CommandRun onScreen =
                new CommandRun().onTerminal().run("backup", "-", "--agent", agent.url());

        assertThat(intoFolder.code()).isEqualTo(2);
        assertThat(intoFolder.err()).contains("is a folder: name a file in it");
        assertThat(onScreen.code()).isEqualTo(2);
        assertThat(onScreen.err()).contains("nothing for a screen");
    }

    private CommandRun run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--agent", agent.url()));
        return new CommandRun().run(all.toArray(String[]::new));
    }

    private List<String> files() throws IOException {
        try (var list = Files.list(folder)) {
            return list.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void send(HttpExchange exchange, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
