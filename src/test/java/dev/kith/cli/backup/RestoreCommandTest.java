package dev.kith.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.api.Json;
import dev.kith.api.backup.BackupCodec;
import dev.kith.api.backup.BackupLine;
import dev.kith.cli.CommandRun;
import dev.kith.cli.FakeAgent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of {@code kith restore}: a damaged file is refused before anything is sent, and of a
 * whole one every document is sent until it is answered.
 */
class RestoreCommandTest {
    private static final int DAMAGES = 200;

    private final FakeAgent agent = new FakeAgent().on("GET", "/v1/network", 200, "{}");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterEach
    void close() {
        agent.close();
    }

    @Test
    void refusesEveryDamagedFileBeforeAnythingIsSent() throws IOException {
        byte[] whole = Backups.of(12);
        long seed = Long.getLong("backup.seed", System.nanoTime());
        var random = new Random(seed);
        for (int i = 0; i < DAMAGES; i++) {
            byte[] damaged = damaged(whole, random, i);
            Path file = Files.write(folder.resolve("damaged.kith"), damaged);

            CommandRun run = run("restore", file.toString());

            assertThat(run.code()).as("damage %d of -Dbackup.seed=%d", i, seed).isEqualTo(1);
            assertThat(run.err()).contains("is damaged").contains("Nothing was restored");
        }
        assertThat(agent.requests("POST", "/v1/restore")).isEmpty();
    }

    /** A flipped bit, a cut-off end, a lost, doubled or swapped stretch, something at the end. */
    private static byte[] damaged(byte[] whole, Random random, int kind) {
        int at = random.nextInt(whole.length);
        byte[] damaged = whole.clone();
        switch (kind % 5) {
            case 0, 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> damaged = Arrays.copyOf(whole, at);
            case 3 -> {
                int to = Math.min(whole.length, at + 1 + random.nextInt(500));
                damaged = new byte[whole.length - (to - at)];
                System.arraycopy(whole, 0, damaged, 0, at);
                System.arraycopy(whole, to, damaged, at, whole.length - to);
            }
            default -> {
                damaged = Arrays.copyOf(whole, whole.length + 1 + at);
                System.arraycopy(whole, 0, damaged, whole.length, at + 1);
            }
        }
        return damaged;
    }

    @Test
    void sendsEveryDocumentOnce() throws IOException {
        Path file = Files.write(folder.resolve("net.kith"), Backups.of(150));
        Set<String> seen = ConcurrentHashMap.newKeySet();
        agent.on(
                "POST",
                "/v1/restore",
                (e, request) -> {
                    List<String> ids = ids(request.body());
                    assertThat(seen.addAll(ids)).isTrue();
                    FakeAgent.send(e, 200, answers(ids, "restored"));
                });

        CommandRun run = run("restore", file.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("150 documents restored");
        assertThat(seen).hasSize(150);
        assertThat(agent.requests("POST", "/v1/restore"))
                .allSatisfy(r -> assertThat(r.body()).contains("\"kind\":\"begin\""))
                .allSatisfy(r -> assertThat(r.query()).isEqualTo("replace=false&anew=false"));
    }

    @Test
    void sendsAgainWhatWasRefusedForNowAndCountsTheRest() throws IOException {
        Path file = Files.write(folder.resolve("net.kith"), Backups.of(4));
        agent.on(
                        "POST",
                        "/v1/restore",
                        200,
                        answer(1, "doc-0", "unchanged", "")
                                + answer(2, "doc-1", "refused", busy())
                                + answer(3, "doc-2", "newer", ""))
                .on(
                        "POST",
                        "/v1/restore",
                        200,
                        answer(1, "doc-1", "ingesting", "")
                                + answer(2, "doc-3", "refused", invalid()));

        CommandRun run = run("restore", file.toString(), "--json");

        var json = Json.LENIENT.readTree(run.out());
        assertThat(run.code()).isEqualTo(1);
        assertThat(json.path("unchanged").asInt()).isOne();
        assertThat(json.path("newer").asInt()).isOne();
        assertThat(json.path("ingesting").asInt()).isOne();
        assertThat(json.path("failed").asInt()).isOne();
        assertThat(json.at("/failures/0/name").asText()).isEqualTo("doc-3");
        assertThat(ids(agent.requests("POST", "/v1/restore").get(1).body()))
                .containsExactly("doc-1", "doc-3");
    }

    @Test
    void leavesOutWhatWasWithdrawn() throws IOException {
        var lines = new ArrayList<BackupLine>();
        lines.add(new BackupLine.Begin(BackupCodec.FORMAT, "net-1", "home", "now", 2));
        List<BackupLine> torn = Backups.document("torn", 1);
        lines.addAll(torn.subList(0, 3));
        lines.add(new BackupLine.Withdrawn("it changed"));
        lines.addAll(Backups.document("whole", 1));
        Path file = Files.write(folder.resolve("net.kith"), Backups.bytes(lines, true));
        agent.on("POST", "/v1/restore", 200, answer(1, "whole", "restored", ""));

        assertThat(run("restore", file.toString()).code()).isZero();
        assertThat(ids(agent.requests("POST", "/v1/restore").getFirst().body()))
                .containsExactly("whole");
    }

    @Test
    void readsTheStandardInputAndLeavesNothingBehind() {
        agent.on("POST", "/v1/restore", 200, answers(List.of("doc-0", "doc-1"), "restored"));

        CommandRun run =
                new CommandRun()
                        .stdin(new String(Backups.of(2), StandardCharsets.UTF_8))
                        .run("restore", "-", "--replace", "--agent", agent.url());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(agent.requests("POST", "/v1/restore").getFirst().query())
                .isEqualTo("replace=true&anew=false");
    }

    @Test
    void checksAFileWithoutAnyAgent() throws IOException {
        Path file = Files.write(folder.resolve("net.kith"), Backups.of(3));

        CommandRun run = new CommandRun().run("restore", "--check", file.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Whole: 3 documents, 3 passages of the network home");
        assertThat(new CommandRun().run("restore", folder + "/none").code()).isEqualTo(4);
    }

    @Test
    void saysThatANewerKithWroteIt() throws IOException {
        List<BackupLine> lines =
                List.of(new BackupLine.Begin(BackupCodec.FORMAT + 1, "net-1", "home", "now", 0));
        Path file = Files.write(folder.resolve("net.kith"), Backups.bytes(lines, true));

        assertThat(run("restore", file.toString()).err()).contains("use the newer Kith");
    }

    private CommandRun run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--agent", agent.url()));
        return new CommandRun().run(all.toArray(String[]::new));
    }

    private static List<String> ids(String body) {
        return body.lines()
                .filter(line -> line.contains("\"kind\":\"document\""))
                .map(line -> line.replaceFirst(".*\"id\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static String answers(List<String> ids, String state) {
        var all = new StringBuilder();
        for (int i = 0; i < ids.size(); i++) all.append(answer(i + 1, ids.get(i), state, ""));
        return all.toString();
    }

    private static String answer(int number, String id, String state, String more) {
        return "{\"number\":%d,\"id\":\"%s\",\"collection\":\"notes\",\"state\":\"%s\"%s}%n"
                .formatted(number, id, state, more);
    }

    private static String busy() {
        return ",\"problem\":" + FakeAgent.problem(429, "overloaded", "too busy");
    }

    private static String invalid() {
        return ",\"problem\":" + FakeAgent.problem(400, "invalid-input", "not so");
    }
}
