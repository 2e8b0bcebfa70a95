package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code kith explain} says who did a task's work and why not another, in tables or as JSON. */
class ExplainTest {
    private static final String CANDIDATE =
            "{\"agent\":\"did:key:z6MkAgent00000001\",\"name\":\"anna\",\"address\":\"a:1\","
                + "\"status\":\"up\",\"trade\":\"embed\",\"weight\":0.5,\"share\":0.75,"
                + "\"shards\":36,\"speed\":2.0,\"reputation\":0.25,\"integrity_bound\":0.02,"
                + "\"reliability\":0.5,\"evidence\":0.0,\"idleness\":1.0,\"queue\":96,\"under_way\":1}";
    private static final String PAUSED =
            CANDIDATE
                    .replace("anna", "ben")
                    .replace("\"weight\":0.5", "\"none\":\"paused: on battery\",\"weight\":0.0");
    private static final String TASK =
            "{\"task\":{\"id\":\"tqk3\",\"document\":\"minutes\",\"collection\":\"default\","
                    + "\"state\":\"completed\",\"segments_done\":1,\"segments_total\":1,"
                    + "\"chunks_done\":40,\"created\":\"2024-05-31T09:12:03.418Z\"},"
                    + "\"done\":["
                    + batch(0, 32)
                    + ","
                    + batch(1, 8)
                    + "],\"tries\":[{\"trade\":\"embed\",\"segment\":0,\"batch\":0,\"salt\":7,"
                    + "\"end\":\"refused\",\"name\":\"ben\",\"explored\":true,"
                    + "\"because\":\"the one before refused\",\"detail\":\"OVERLOADED: full\","
                    + "\"begun\":\"2024-05-31T09:12:03.418Z\",\"millis\":12,"
                    + "\"candidates\":[{\"agent\":\"did:key:z6MkAgent00000001\",\"name\":\"anna\","
                    + "\"salts\":80,\"score\":0.25,\"load\":0.1},{\"agent\":\"did:key:z\","
                    + "\"name\":\"ben\",\"salts\":48,\"score\":0.75,\"load\":3.5}]}],"
                    + "\"candidates\":["
                    + CANDIDATE
                    + ","
                    + PAUSED
                    + "],\"notes\":[\"more batches are stored than are listed\"]}";

    private final FakeAgent agent = new FakeAgent();

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void showsWhoDidATaskWhomItAskedAndWhoCouldDoItNow() {
        agent.on("GET", "/v1/tasks/tqk3/explain", 200, TASK);

        CommandRun run = run("explain", "task", "tqk3");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("done   2 batches by anna (40 passages)")
                .contains("refused")
                .contains("the one before refused; OVERLOADED: full; little is known of it yet")
                .contains("anna 0.25, 0.10; ben 0.75, 3.50")
                .contains("paused: on battery")
                .contains("more batches are stored than are listed");
    }

    @Test
    void showsWhyAnAgentGetsItsShare() {
        agent.on(
                "GET",
                "/v1/agents/anna/explain",
                200,
                "{\"id\":\"did:key:z6MkAgent00000001\",\"name\":\"anna\",\"address\":\"a:1\","
                        + "\"trades\":["
                        + CANDIDATE
                        + "],\"others\":["
                        + PAUSED
                        + "],\"moves\":[{\"trade\":\"embed\",\"shard\":\"17\",\"from\":\"ben\","
                        + "\"to\":\"anna\",\"why\":\"paused: on battery\","
                        + "\"time\":\"2024-05-31T09:12:04Z\"}"
                        + "],\"notes\":[\"it should have 75 % of the shards of embed\"]}");

        CommandRun run = run("explain", "agent", "anna");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("agent anna at a:1\nit should have 75 % of the shards of embed\n")
                .contains("75%")
                .contains("QUEUE")
                .contains(" 96 ")
                .containsPattern("embed +17 +ben +anna +paused: on battery");
    }

    @Test
    void showsWhatAnOlderAgentSaysThatKeepsNoMoves() {
        agent.on(
                "GET",
                "/v1/agents/anna/explain",
                200,
                "{\"id\":\"\",\"name\":\"anna\",\"address\":\"a:1\",\"trades\":[],\"others\":[],"
                        + "\"notes\":[\"it offers neither\"]}");

        CommandRun run = run("explain", "agent", "anna");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("it offers neither").doesNotContain("WHY IT LEFT");
    }

    @Test
    void printsWhatTheAgentSaidAsJson() {
        agent.on("GET", "/v1/tasks/tqk3/explain", 200, TASK);

        assertThat(run("explain", "task", "tqk3", "--json").out().strip()).isEqualTo(TASK);
    }

    @Test
    void asksWhichOfTheTwo() {
        assertThat(run("explain").code()).isEqualTo(2);
    }

    private static String batch(int index, int passages) {
        return "{\"segment\":0,\"batch\":%d,\"passages\":%d,".formatted(index, passages)
                + "\"agent\":\"did:key:z6MkAgent00000001\",\"name\":\"anna\","
                + "\"time\":\"2024-05-31T09:12:04Z\"}";
    }

    private CommandRun run(String... arguments) {
        return new CommandRun().with("KITH_AGENT", agent.url()).run(arguments);
    }
}
