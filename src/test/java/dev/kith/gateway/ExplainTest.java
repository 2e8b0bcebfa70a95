package dev.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.CollectionName;
import dev.kith.model.DocumentKey;
import dev.kith.model.TaskId;
import dev.kith.placement.fitness.Fitness;
import dev.kith.placement.fitness.Regard;
import dev.kith.placement.work.MoveBook;
import dev.kith.placement.work.Standing;
import dev.kith.task.Explainer.Embedded;
import dev.kith.task.Explainer.Explained;
import dev.kith.task.Tasks;
import dev.kith.task.story.Story;
import dev.kith.task.story.Try;
import dev.kith.wire.board.BoardCast;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HTTP says why work went where it went, and plainly what is not known any more. */
class ExplainTest {
    private static final GatewayFixture GATEWAY = new GatewayFixture("");
    private static final DocumentKey KEY = new DocumentKey(new CollectionName("work"), "a/b");
    private static final TaskId TASK = FakeIntake.task(KEY, "text");
    private static final AgentId SELF = FakeDirectory.SELF;
    private static final AgentId GONE = BoardCast.agent(3).id();

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @BeforeEach
    void forget() {
        GATEWAY.explainer.explained.clear();
        GATEWAY.explainer.moves = new MoveBook.Told(Set.of(), List.of());
        var fit = new Fitness(2, new Regard(0.5, 0.6, 0.8, 12), 0.75, Optional.empty(), false);
        var bad = new Fitness(1, new Regard(0.1, 0, 0.4, 3), 1, Optional.empty(), true);
        GATEWAY.explainer.standings =
                List.of(
                        standing("127.0.0.1:17355", Optional.of(SELF), fit, 1, Optional.of(48)),
                        standing("127.0.0.1:17357", Optional.of(GONE), bad, 0, Optional.empty()));
    }

    @Test
    void tellsWhoDidATaskWhomItAskedAndWhoCouldDoItNow() {
        var story = new Story(1000, List.of(refused(), done()), 2);
        var embedded = List.of(new Embedded(0, 1, 32, GONE, 4000));
        GATEWAY.explainer.explained.put(
                TASK, new Explained(view("working"), Optional.of(story), embedded, false));

        var reply = GATEWAY.get("/v1/tasks/" + TASK.value() + "/explain");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.field("/task/state")).isEqualTo("working");
        assertThat(reply.field("/done/0/name")).isEqualTo(GONE.shortForm());
        assertThat(reply.field("/done/0/passages")).isEqualTo("32");
        assertThat(reply.field("/tries/0/end")).isEqualTo("refused");
        assertThat(reply.field("/tries/0/name")).isEqualTo("10.0.0.1:17355");
        assertThat(reply.field("/tries/0/detail")).isEqualTo("OVERLOADED: full");
        assertThat(reply.field("/tries/1/name")).isEqualTo("alba");
        assertThat(reply.field("/tries/1/batch")).isEqualTo("1");
        assertThat(reply.json().at("/tries/0/candidates")).isEmpty();
        assertThat(reply.field("/tries/1/candidates/0/name")).isEqualTo("alba");
        assertThat(reply.field("/tries/1/candidates/1/agent")).isEqualTo(GONE.did());
        assertThat(reply.field("/tries/1/candidates/1/salts")).isEqualTo("48");
        assertThat(reply.field("/tries/1/candidates/1/score")).isEqualTo("0.75");
        assertThat(reply.field("/tries/1/candidates/1/load")).isEqualTo("3.5");
        assertThat(reply.field("/candidates/0/weight")).isEqualTo("0.75");
        assertThat(reply.field("/candidates/0/shards")).isEqualTo("48");
        assertThat(reply.field("/candidates/0/queue")).isEqualTo("40");
        assertThat(reply.field("/candidates/1/none")).startsWith("quarantined");
        assertThat(notes(reply.json()))
                .anySatisfy(note -> assertThat(note).contains("since 1970-01-01T00:00:01Z"))
                .anySatisfy(note -> assertThat(note).contains("no room for its first 2 tries"))
                .anySatisfy(note -> assertThat(note).contains("more batches are stored"));
    }

    @Test
    void saysWhatIsNotKnownAnyMoreOfATaskThatHasEnded() {
        var nothing = new Story(1000, List.of(), 0);
        GATEWAY.explainer.explained.put(
                TASK, new Explained(view("completed"), Optional.of(nothing), List.of(), true));

        var reply = GATEWAY.get("/v1/tasks/" + TASK.value() + "/explain");

        assertThat(reply.field("/tries")).isEmpty();
        assertThat(notes(reply.json()))
                .anySatisfy(note -> assertThat(note).contains("not known any more"))
                .anySatisfy(note -> assertThat(note).contains("nothing of it is stored"))
                .anySatisfy(note -> assertThat(note).contains("stored nowhere"));
    }

    @Test
    void tellsWhyAnAgentGetsItsShareOfWork() {
        var reply = GATEWAY.get("/v1/agents/alba/explain");

        assertThat(reply.field("/id")).isEqualTo(SELF.did());
        assertThat(reply.field("/trades/0/trade")).isEqualTo("embed");
        assertThat(reply.field("/trades/0/reputation")).isEqualTo("0.5");
        assertThat(reply.field("/others/0/agent")).isEqualTo(GONE.did());
        assertThat(notes(reply.json()).getFirst())
                .isEqualTo(
                        "it should have 100 % of the shards of embed: speed 2.00 × reputation 0.50"
                                + " × idleness 0.75 = 0.75, and has 48; texts in its queue: 40");
    }

    @Test
    void tellsWhyShardsCameToAnAgentAndLeftIt() {
        var left = moved("127.0.0.1:17355", "10.0.0.1:17355", "paused: on battery");
        var came = moved("10.0.0.1:17355", "127.0.0.1:17355", "it had 9 shards");
        var passed = moved("10.0.0.1:17355", "10.0.0.2:17355", "it had 8 shards");
        GATEWAY.explainer.moves =
                new MoveBook.Told(Set.of(Capability.EMBED), List.of(left, came, passed));

        var reply = GATEWAY.get("/v1/agents/alba/explain");

        assertThat(reply.json().path("moves")).hasSize(2);
        assertThat(reply.field("/moves/0/trade")).isEqualTo("embed");
        assertThat(reply.field("/moves/0/shard")).isEqualTo("17");
        assertThat(reply.field("/moves/0/from")).isEqualTo("alba");
        assertThat(reply.field("/moves/0/to")).isEqualTo("10.0.0.1:17355");
        assertThat(reply.field("/moves/0/why")).isEqualTo("paused: on battery");
        assertThat(reply.field("/moves/0/time")).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(reply.field("/moves/1/to")).isEqualTo("alba");
        assertThat(notes(reply.json()))
                .noneSatisfy(note -> assertThat(note).contains("another agent decides"));
    }

    @Test
    void saysThatAnotherAgentKnowsWhyShardsMove() {
        assertThat(notes(GATEWAY.get("/v1/agents/alba/explain").json()))
                .anySatisfy(note ->
                        assertThat(note)
                                .startsWith("another agent decides which shards of embed move"));
    }

    @Test
    void knowsNoOtherTasksAndAgents() {
        assertThat(GATEWAY.get("/v1/tasks/" + TASK.value() + "/explain").status()).isEqualTo(404);
        assertThat(GATEWAY.get("/v1/tasks/nonsense/explain").status()).isEqualTo(404);
        assertThat(GATEWAY.get("/v1/agents/nobody/explain").status()).isEqualTo(404);
        assertThat(GATEWAY.get("/v1/agents/alba/explain?x=1").status()).isEqualTo(400);
    }

    private static List<String> notes(com.fasterxml.jackson.databind.JsonNode json) {
        var notes = new java.util.ArrayList<String>();
        json.path("notes").forEach(note -> notes.add(note.asText()));
        return notes;
    }

    private static Standing standing(
            String address,
            Optional<AgentId> agent,
            Fitness fitness,
            double share,
            Optional<Integer> shards) {
        return new Standing(
                address,
                agent,
                "up",
                Capability.EMBED,
                fitness,
                share,
                shards,
                shards.map(_ -> 40),
                1);
    }

    private static MoveBook.Moved moved(String from, String to, String why) {
        return new MoveBook.Moved(1000, Capability.EMBED, "17", from, to, why);
    }

    private static Try done() {
        var among =
                List.of(
                        new Try.Candidate(SELF.did(), 80, 0.25, 0.1),
                        new Try.Candidate(GONE.did(), 48, 0.75, 3.5));
        return new Try(
                        Capability.EMBED,
                        0,
                        1,
                        5,
                        "slow",
                        "",
                        "",
                        true,
                        2000,
                        0,
                        Try.End.ASKED,
                        "",
                        among)
                .ended(Try.End.DONE, SELF.did(), "", 2500);
    }

    private static Try refused() {
        return new Try(
                        Capability.CHUNK,
                        0,
                        -1,
                        0,
                        "",
                        "10.0.0.1:17355",
                        "",
                        false,
                        1000,
                        0,
                        Try.End.ASKED,
                        "",
                        List.of())
                .ended(Try.End.REFUSED, "", "OVERLOADED: full", 1010);
    }

    private static Tasks.View view(String state) {
        return new Tasks.View(TASK, KEY, state, 1, 2, 3, Optional.empty(), Optional.empty(), 1000);
    }
}
