package dev.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.model.CollectionName;
import dev.kith.model.DocumentKey;
import dev.kith.model.Failure;
import dev.kith.model.TaskId;
import dev.kith.task.Tasks;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks, agents and the network are told as they are; what is unknown is 404. */
class TaskAndAgentTest {
    private static final GatewayFixture GATEWAY = new GatewayFixture("");
    private static final DocumentKey KEY = new DocumentKey(new CollectionName("work"), "a/b");
    private static final TaskId TASK = FakeIntake.task(KEY, "text");

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @BeforeEach
    void forget() {
        GATEWAY.tasks.clear();
        GATEWAY.tasks.views.put(TASK, view("working", Optional.empty()));
    }

    @Test
    void listsTasksInAState() {
        var reply = GATEWAY.get("/v1/tasks?state=working&limit=5");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.field("/total")).isEqualTo("1");
        assertThat(reply.field("/tasks/0/document")).isEqualTo("a/b");
        assertThat(GATEWAY.tasks.asked).isEqualTo("working 5");
        GATEWAY.get("/v1/tasks");
        assertThat(GATEWAY.tasks.asked).isEqualTo(" 50");
    }

    @Test
    void showsATaskWithWhatItWaitsForOrWhyItFailed() {
        var working = GATEWAY.get("/v1/tasks/" + TASK.value());
        var why = new Failure(Failure.Code.NO_CAPABLE_AGENT, "nobody embeds");
        GATEWAY.tasks.views.put(TASK, view("failed", Optional.of(why)));
        var failed = GATEWAY.get("/v1/tasks/" + TASK.value());

        assertThat(working.field("/waiting")).isEqualTo("embed");
        assertThat(working.field("/created")).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(failed.field("/reason/code")).isEqualTo("no-capable-agent");
    }

    @Test
    void cancelsATask() {
        assertThat(GATEWAY.delete("/v1/tasks/" + TASK.value()).status()).isEqualTo(200);
    }

    @Test
    void knowsNoOtherTasks() {
        String other = FakeIntake.task(KEY, "other").value();

        assertThat(GATEWAY.get("/v1/tasks/" + other).status()).isEqualTo(404);
        assertThat(GATEWAY.get("/v1/tasks/nonsense").status()).isEqualTo(404);
        assertThat(GATEWAY.delete("/v1/tasks/" + other).status()).isEqualTo(404);
        assertThat(GATEWAY.get("/v1/tasks/" + other + "/events").status()).isEqualTo(404);
    }

    @Test
    void listsAgentsThisOneFirst() {
        var reply = GATEWAY.get("/v1/agents");

        assertThat(reply.field("/agents/0/id")).isEqualTo(FakeDirectory.SELF.did());
        assertThat(reply.field("/agents/0/self")).isEqualTo("true");
        assertThat(reply.field("/agents/0/copies/0")).isEqualTo("p01-r0");
        assertThat(reply.field("/agents/0/vitals/situation/pause"))
                .isEqualTo("a person uses this machine");
        assertThat(reply.field("/agents/0/vitals/situation/since"))
                .isEqualTo("2026-09-21T14:13:20Z");
        assertThat(reply.field("/agents/0/vitals/situation/battery")).isEqualTo("83");
        assertThat(reply.field("/agents/0/vitals/queue")).isEqualTo("40");
        assertThat(reply.field("/agents/0/owner")).isEqualTo("harbour office");
        assertThat(reply.field("/agents/0/anchor")).isEqualTo("true");
        assertThat(reply.field("/agents/0/fingerprint")).isEqualTo("abcdefghijklmnop");
        assertThat(reply.field("/agents/0/numbers")).isEqualTo("int8/avx512vnni");
        assertThat(reply.field("/agents/0/speeds/0/capability")).isEqualTo("chunk");
        assertThat(reply.field("/agents/0/speeds/0/per_second")).isEqualTo("250000.0");
        assertThat(reply.field("/agents/0/speeds/1/capability")).isEqualTo("embed");
        assertThat(reply.field("/agents/0/speeds/1/per_second")).isEqualTo("12.5");
        assertThat(reply.field("/agents/0/speeds/1/unit")).isEqualTo("texts");
        assertThat(reply.field("/agents/1/name")).isEqualTo("127.0.0.1:17356");
        assertThat(reply.field("/agents/1/status")).isEqualTo("unreachable");
        assertThat(reply.json().at("/agents/1/vitals/queue").isMissingNode()).isTrue();
    }

    @Test
    void findsAnAgentByIdShortFormOrName() {
        String did = FakeDirectory.SELF.did();

        for (String id : new String[] {did, FakeDirectory.SELF.shortForm(), "alba"}) {
            assertThat(GATEWAY.get("/v1/agents/" + id).field("/id")).isEqualTo(did);
        }
        assertThat(GATEWAY.get("/v1/agents/" + did.replace(":", "%3A")).status()).isEqualTo(200);
        assertThat(GATEWAY.get("/v1/agents/nobody").status()).isEqualTo(404);
    }

    @Test
    void tellsHowFarAnAgentIsBelievedWithTheParts() {
        AgentId self = FakeDirectory.SELF;
        GATEWAY.notebook.karma.put(self, 7.0);

        var reply = GATEWAY.get("/v1/agents/alba/reputation");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.field("/id")).isEqualTo(self.did());
        assertThat(reply.field("/state")).isEqualTo("new");
        assertThat(reply.field("/karma")).isEqualTo("7.0");
        assertThat(reply.field("/priority")).isEqualTo("4.0");
        assertThat(reply.field("/trades/1/trade")).isEqualTo("embed");
        assertThat(reply.field("/trades/1/trust")).isEqualTo("0.5");
        assertThat(reply.field("/trades/1/integrity_parts/own_good")).isEqualTo("0.0");

        GATEWAY.notebook.liars.add(self);
        assertThat(GATEWAY.get("/v1/agents/alba/reputation").field("/state"))
                .isEqualTo("quarantined");
        GATEWAY.notebook.liars.clear();
        assertThat(GATEWAY.get("/v1/agents/nobody/reputation").status()).isEqualTo(404);
        assertThat(GATEWAY.get("/v1/agents/127.0.0.1%3A17356/reputation").status()).isEqualTo(404);
    }

    @Test
    void sumsUpTheNetworkAndSaysWhatToDo() {
        var reply = GATEWAY.get("/v1/network");

        assertThat(reply.field("/documents")).isEqualTo("30");
        assertThat(reply.field("/chunks")).isEqualTo("300");
        assertThat(reply.field("/pending")).isEqualTo("3");
        assertThat(reply.field("/partitions_answering")).isEqualTo("3");
        assertThat(reply.field("/agents")).isEqualTo("1");
        assertThat(reply.field("/engines/0/model")).isEqualTo("bge-small-en-v1.5");
        assertThat(reply.field("/engines/0/engine")).isEqualTo("onnxruntime-1.26.0");
        assertThat(reply.field("/engines/0/agents")).isEqualTo("1");
        assertThat(reply.field("/placement/0/copy")).isEqualTo("p00-r1");
        assertThat(reply.field("/placement/0/behind")).isEqualTo("true");
        assertThat(reply.field("/placement/0/documents")).isEqualTo("12");
        assertThat(reply.field("/placement/1/behind")).isEqualTo("false");
        assertThat(reply.field("/repair/copies_whole")).isEqualTo("1");
        assertThat(reply.field("/repair/copies_behind")).isEqualTo("1");
        assertThat(reply.field("/repair/bytes")).isEqualTo("34567");
        assertThat(reply.field("/repair/seconds_left")).isEqualTo("8");
        assertThat(reply.field("/scrub/damaged")).isEqualTo("5");
        assertThat(reply.field("/scrub/checked")).isEqualTo("2026-09-21T14:13:20Z");
        assertThat(reply.field("/work/pause")).isEqualTo("a person uses this machine");
        assertThat(reply.field("/work/agents_paused")).isEqualTo("1");
        assertThat(reply.field("/checking/verify")).isEqualTo("adaptive");
        assertThat(reply.field("/checking/collections/0/collection")).isEqualTo("contracts");
        assertThat(reply.field("/checking/collections/0/verify")).isEqualTo("quorum:3");
        assertThat(reply.json().path("notes"))
                .extracting(com.fasterxml.jackson.databind.JsonNode::asText)
                .anySatisfy(note -> assertThat(note).contains("only 2 of 3 copies"))
                .anySatisfy(note -> assertThat(note).contains("1 of 4 partitions"))
                .anySatisfy(note -> assertThat(note).contains("nobody offers embed"))
                .anySatisfy(note -> assertThat(note).contains("all agents that embed pause"))
                .anySatisfy(note -> assertThat(note).contains("127.0.0.1:17356 is unreachable"));
    }

    @Test
    void namesWhatNoCopyHasAllOf() {
        GATEWAY.copies.lost.add(KEY);
        var reply = GATEWAY.get("/v1/network");
        GATEWAY.copies.lost.clear();

        assertThat(reply.field("/lost/documents")).isEqualTo("3"); // the same of each partition
        assertThat(reply.field("/lost/first/0/document")).isEqualTo(KEY.id());
        assertThat(reply.field("/lost/first/0/collection")).isEqualTo(KEY.collection().value());
        assertThat(reply.json().path("notes"))
                .extracting(com.fasterxml.jackson.databind.JsonNode::asText)
                .anySatisfy(note ->
                        assertThat(note)
                                .contains("no copy that is here has all of 3 documents")
                                .contains("'" + KEY.id() + "'"));
        assertThat(GATEWAY.get("/v1/network").field("/lost/documents")).isEqualTo("0");
    }

    private static Tasks.View view(String state, Optional<Failure> failure) {
        return new Tasks.View(TASK, KEY, state, 1, 2, 3, Optional.of("embed"), failure, 1000);
    }
}
