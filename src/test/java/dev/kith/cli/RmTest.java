package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code kith rm} deletes what it can, and with {@code --verify} says what is left, and where. */
class RmTest {
    private static final String ONE_LEFT =
            """
            {"id":"a","collection":"default","copies_now":3,"gone":false,"copies":[
            {"agent":"did:key:z6MkOne","behind":false,"state":"deleted","parts":0,
            "erasable":false,"set_aside":0},
            {"agent":"did:key:z6MkTwo","behind":true,"state":"committed","parts":1200,
            "erasable":true,"set_aside":1}]}\
            """
                    .replace("\n", "");
    private static final String GONE =
            """
            {"id":"a","collection":"default","copies_now":1,"gone":true,"copies":[
            {"agent":"did:key:z6MkOne","behind":false,"state":"deleted","parts":0,
            "erasable":false,"set_aside":0}]}\
            """
                    .replace("\n", "");

    private final FakeAgent agent = new FakeAgent();

    @AfterEach
    void stop() {
        agent.close();
    }

    private CommandRun run(String... arguments) {
        return new CommandRun().with("KITH_AGENT", agent.url()).run(arguments);
    }

    @Test
    void removesAllThatItCanAndEndsWithFourForTheRest() {
        agent.on("DELETE", "/v1/documents/b", 200, "{}");

        CommandRun run = run("rm", "a", "b");

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.out()).isEqualTo("deleted b\n");
        assertThat(run.err()).contains("kept a: nothing at /v1/documents/a");
    }

    @Test
    void showsWhatEachCopyStillHoldsAndEndsWithFive() {
        agent.on("GET", "/v1/copies/a", 200, ONE_LEFT);

        CommandRun run = run("rm", "--verify", "a");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.out())
                .contains("a: not gone")
                .contains("did:key:z6MkOne: nothing left")
                .contains(
                        "did:key:z6MkTwo: committed, 1,200 parts, still catching up, deleted bytes"
                                + " wait to leave the disk, 1 damaged database(s) set aside")
                .contains("1 copy did not answer");
        assertThat(agent.requests("DELETE", "/v1/documents/a")).isEmpty();
    }

    @Test
    void saysThatItIsGoneOnlyWhereTheAgentSaysSo() {
        agent.on("GET", "/v1/copies/a", 200, GONE);

        CommandRun run = run("rm", "--verify", "a");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("a: gone from all copies\n");
        assertThat(run("rm", "--verify", "--json", "a").out()).isEqualTo(GONE + "\n");
    }

    @Test
    void verifiesEveryDocumentAndEndsWithFiveIfAnyIsLeft() {
        agent.on("GET", "/v1/copies/a", 200, GONE);
        agent.on("GET", "/v1/copies/b", 200, ONE_LEFT);

        assertThat(run("rm", "--verify", "b", "a").code()).isEqualTo(5);
    }
}
