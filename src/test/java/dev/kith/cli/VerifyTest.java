package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code kith verify} says what holds, and its exit code says it to scripts. */
class VerifyTest {
    private final FakeAgent agent = new FakeAgent();

    @AfterEach
    void stop() {
        agent.close();
    }

    private CommandRun run(String... arguments) {
        return new CommandRun().with("KITH_AGENT", agent.url()).run(arguments);
    }

    private void answer(boolean signed, String sample) {
        agent.on(
                "GET",
                "/v1/receipts/a",
                200,
                """
                {"id":"a","collection":"default","version":"2024-05-31T09:12:03.950Z","receipts":[
                {"segment":0,"batch":0,"passages":12,"agent":"did:key:z6MkOne","model":"m",
                "engine":"onnxruntime-1.26.0","instructions":"avx2","input":"bafkreiin",
                "output":"bafkreiout","time":"2024-05-31T09:12:03.700Z","signature":"s",
                "signed":%s,"input_matches":true,"output_matches":true}],"sample":%s}\
                """
                        .formatted(signed, sample)
                        .replace("\n", ""));
    }

    @Test
    void endsWithZeroWhereAllIsWell() {
        answer(true, "{\"asked\":12,\"agreed\":12,\"apart\":[],\"incomparable\":0}");

        CommandRun run = run("verify", "a");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        """
                        1 of 1 receipt good
                        12 of 12 vectors came out alike when computed again
                        """);
        assertThat(run("verify", "--json", "a").out()).startsWith("{\"id\":\"a\"");
    }

    @Test
    void endsWithOneWhereAReceiptIsWrong() {
        answer(false, "{\"asked\":0,\"agreed\":0,\"apart\":[],\"incomparable\":0}");

        CommandRun run = run("verify", "--sample", "0", "a");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("0 of 1 receipt good\n")
                .contains("did:key:z6MkOne", "not signed by that agent in this network")
                .doesNotContain("came out alike");
    }

    @Test
    void endsWithOneAndSaysWhereAVectorIsWrong() {
        answer(
                true,
                "{\"asked\":2,\"agreed\":1,\"apart\":[{\"agent\":\"did:key:z6MkOne\",\"start\":10,"
                        + "\"end\":20,\"cosine\":0.25}],\"incomparable\":0}");

        CommandRun run = run("verify", "a");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("characters 10 to 20 by did:key:z6MkOne: cosine 0.250000");
    }

    @Test
    void endsWithFiveAndSaysWhyNotAllCouldBeComputed() {
        answer(
                true,
                "{\"asked\":2,\"agreed\":0,\"apart\":[],\"incomparable\":2,"
                        + "\"why\":\"this agent does not embed\"}");

        CommandRun run = run("verify", "a");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.err()).contains("not all were computed: this agent does not embed");
    }

    @Test
    void endsWithFourWhereThereIsNoSuchDocument() {
        assertThat(run("verify", "never").code()).isEqualTo(4);
    }

    @Test
    void listsTheReceiptsOfADocument() {
        answer(true, "{\"asked\":0,\"agreed\":0,\"apart\":[],\"incomparable\":0}");

        CommandRun run = run("get", "--receipts", "a");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        "0/0  12 passages  did:key:z6MkOne  onnxruntime-1.26.0 avx2 "
                                + " 2024-05-31T09:12:03.700Z  good\n");
    }
}
