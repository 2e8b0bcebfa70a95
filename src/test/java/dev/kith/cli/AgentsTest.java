package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * {@code kith agents} fits onto a terminal of 110 columns, {@code kith status} tells what scrubbing
 * found, and both tell who pauses.
 */
class AgentsTest {
    private static final int COLUMNS = 110;

    private final FakeAgent agent = new FakeAgent();

    @AfterEach
    void stop() {
        agent.close();
    }

    private CommandRun run(String... arguments) {
        return new CommandRun().with("KITH_AGENT", agent.url()).run(arguments);
    }

    @Test
    void showsEveryAgentInOneLine() {
        agent.on(
                "GET",
                "/v1/agents",
                200,
                "{\"agents\":["
                        + agent(
                                "anna",
                                true,
                                "\"chunk\",\"embed\",\"aggregate\",\"store\",\"task\",\"gateway\"")
                        + ","
                        + agent("ben", false, "\"store\",\"gateway\"")
                        + "]}");

        CommandRun run = run("agents");

        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).hasSize(3);
        assertThat(run.out().lines())
                .allSatisfy(line ->
                        assertThat(line.stripTrailing().length()).isLessThanOrEqualTo(COLUMNS));
        assertThat(run.out().lines().toList().get(1)).startsWith("anna *").endsWith("  all");
        assertThat(run.out().lines().toList().get(2)).endsWith("  store,gateway");
    }

    @Test
    void showsHowFarEachIsBelieved() {
        String did = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
        agent.on("GET", "/v1/agents", 200, "{\"agents\":[" + agent("ben", false, "") + "]}");
        String parts =
                """
                {"own_good":1,"own_bad":0,"known_good":0,"known_bad":0,"strangers_good":0,\
                "strangers_bad":0}\
                """;
        String answer =
                """
                {"id":"%s","name":"ben","state":"known","karma":41.72,"priority":6.4,"trades":[\
                {"trade":"embed","trust":0.931,"lower_bound":0.842,"evidence":12.1,\
                "reliability":0.95,"raters":2,"recent_counts":false,\
                "integrity_parts":%s,"reliability_parts":%s}]}\
                """
                        .formatted(did, parts, parts);
        agent.on("GET", "/v1/agents/" + did.replace(":", "%3A") + "/reputation", 200, answer);

        List<String> lines = run("agents", "--reputation").out().lines().toList();

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().strip().split(" {2,}", -1))
                .containsExactly(
                        "NAME",
                        "AGENT",
                        "TRADE",
                        "TRUST",
                        "AT LEAST",
                        "EVIDENCE",
                        "RELIABLE",
                        "RATERS",
                        "KARMA",
                        "STATE");
        assertThat(lines.get(1).strip().split(" +", -1))
                .containsExactly(
                        "ben",
                        "haXgBZDv",
                        "embed",
                        "0.93",
                        "0.84",
                        "12.1",
                        "0.95",
                        "2",
                        "41.7",
                        "known");
        assertThat(run("agents", "--reputation", "--json").out().strip())
                .isEqualTo("{\"agents\":[" + answer + "]}");
    }

    @Test
    void saysWhoPausesSinceWhenAndWhy() {
        String paused =
                agent("ben", false, "\"embed\"")
                        .replace("\"unreachable\"", "\"up\"")
                        .replace(
                                "33.8}",
                                "33.8,\"situation\":{\"pause\":\"a person uses this machine\","
                                        + "\"since\":\"2020-11-22T16:24:17Z\"}}");
        agent.on("GET", "/v1/agents", 200, "{\"agents\":[" + paused + "]}");

        List<String> lines = run("agents").out().lines().toList();

        assertThat(lines.get(1)).contains("  paused ");
        assertThat(lines.get(2))
                .startsWith("ben is paused since 2020-11-2")
                .endsWith(": a person uses this machine");
    }

    @Test
    void saysHowManyTextsWaitToBeEmbedded() {
        String busy =
                agent("ben", false, "\"embed\"").replace("\"tasks\"", "\"queue\":256,\"tasks\"");
        String free =
                agent("cleo", false, "\"embed\"").replace("\"tasks\"", "\"queue\":0,\"tasks\"");
        String agents = agent("anna", true, "\"store\"") + "," + busy + "," + free;
        agent.on("GET", "/v1/agents", 200, "{\"agents\":[" + agents + "]}");

        List<String> lines = run("agents").out().lines().toList();

        assertThat(lines).hasSize(5);
        assertThat(lines.getLast()).isEqualTo("ben has 256 texts in its queue to embed");
    }

    @Test
    void showsWhoseEachAgentIsWhereOneSays() {
        String owned =
                agent("ben", false, "\"embed\"")
                        .replace("\"owner\":\"\"", "\"owner\":\"harbour\"")
                        .replace("\"http\"", "\"unfit\":\"its vectors differ\",\"http\"");
        String agents = agent("anna", true, "\"store\"") + "," + owned;
        agent.on("GET", "/v1/agents", 200, "{\"agents\":[" + agents + "]}");

        List<String> lines = run("agents").out().lines().toList();

        assertThat(lines.get(0)).startsWith("OWNER    NAME ");
        assertThat(lines.get(1)).startsWith("-        anna * ");
        assertThat(lines.get(2)).startsWith("harbour  ben ");
        assertThat(lines.get(3)).isEqualTo("ben embeds nothing: its vectors differ");
    }

    @Test
    void saysWhetherTheAgentThatAnswersWorks() {
        agent.on("GET", "/v1/network", 200, network("{\"damaged\":0}"));
        assertThat(run("status").out()).contains("work        this agent works\n");

        try (var paused = new FakeAgent()) {
            String work =
                    "\"work\":{\"pause\":\"this machine is hot\",\"agents_paused\":2},\"notes\"";
            paused.on(
                    "GET",
                    "/v1/network",
                    200,
                    network("{\"damaged\":0}").replace("\"notes\"", work));
            assertThat(new CommandRun().with("KITH_AGENT", paused.url()).run("status").out())
                    .contains("work        paused: this machine is hot, 2 agents paused in all");
        }
    }

    @Test
    void saysWhatEachCollectionDemandsOfResults() {
        agent.on("GET", "/v1/network", 200, network("{\"damaged\":0}"));
        assertThat(run("status").out()).doesNotContain("checks ");

        try (var strict = new FakeAgent()) {
            String checking =
                    "\"checking\":{\"verify\":\"adaptive\",\"collections\":["
                            + "{\"collection\":\"contracts\",\"verify\":\"quorum:3\"},"
                            + "{\"collection\":\"scratch\",\"verify\":\"none\"}]},\"notes\"";
            strict.on(
                    "GET",
                    "/v1/network",
                    200,
                    network("{\"damaged\":0}").replace("\"notes\"", checking));
            assertThat(new CommandRun().with("KITH_AGENT", strict.url()).run("status").out())
                    .contains("checks      adaptive, contracts quorum:3, scratch none\n");
        }
    }

    @Test
    void saysWhatScrubbingFound() {
        agent.on("GET", "/v1/network", 200, network("{\"damaged\":0}"));
        assertThat(run("status").out())
                .contains("checked     not all copies have been read through yet, nothing damaged");

        var damaged = new FakeAgent();
        damaged.on(
                "GET",
                "/v1/network",
                200,
                network("{\"damaged\":3,\"checked\":\"2026-11-22T16:24:17.896Z\"}"));
        assertThat(new CommandRun().with("KITH_AGENT", damaged.url()).run("status").out())
                .contains("all copies were read through by 2026-11-2")
                .contains("3 documents found damaged in a copy and fetched anew");
        damaged.close();
    }

    private static String network(String scrub) {
        return """
        {"network":"n1","name":"home","agents":1,"partitions":4,"copies_wanted":3,
        "copies_now":1,"partitions_answering":4,"documents":2,"chunks":5,"pending":0,
        "missing":[],"notes":[],"repair":{"copies_wanted":12,"copies_whole":4,
        "copies_behind":0,"documents":0,"bytes":0,"seconds_left":0},"scrub":%s,"placement":[]}\
        """
                .formatted(scrub);
    }

    private static String agent(String name, boolean self, String capabilities) {
        return """
        {"id":"did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK","name":"%s","owner":"",
        "address":"192.168.100.110:17355","status":"unreachable","quarantined":false,"self":%s,
        "capabilities":[%s],"speeds":[],"anchor":false,"http":"192.168.100.110:8484","version":"0.1.0",
        "started":"2026-11-22T16:24:17Z","vitals":{"cores":4,"memory_used":123456789,
        "memory_max":512000000,"load":0.71,"disk_free":83200000000,"tasks":3,
        "texts_per_second":33.8},"copies":["p00-r0"]}\
        """
                .formatted(name, self, capabilities);
    }
}
