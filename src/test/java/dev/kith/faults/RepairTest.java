package dev.kith.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.faults.history.Event.Phase;
import dev.kith.faults.history.History;
import dev.kith.faults.network.Agents;
import dev.kith.faults.network.Waits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * G1 and G5 where most of a network vanishes, and where it grows: whoever is left goes on, says how
 * much of the index it sees and how many copies it made, and without a person all copies become
 * whole again and stand where they should.
 *
 * <p>Up to five agents are more than some machines bear beside other tests: {@code mvn test
 * -Dtest=RepairTest -Dfaults.repair=true}.
 */
class RepairTest {
    private static final int PARTITIONS = 4;
    private static final int COPIES = 3;
    private static final int DOCUMENTS = 12;
    private static final int ANCHOR = 0;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Map<String, Integer> written = new HashMap<>();
    private @Nullable Agents running;
    private @Nullable History history;

    @TempDir Path folder;

    @BeforeEach
    void onlyWhereAsked() {
        assumeThat(Boolean.getBoolean("faults.repair")).as("-Dfaults.repair=true").isTrue();
    }

    @AfterEach
    void endAll() {
        if (running != null) running.close();
        if (history != null) history.close();
    }

    @Test
    void fourOfFiveMayGoAtOnceTheAnchorToo() throws Exception {
        Agents agents = start(5, 5);
        awaitWhole(ANCHOR, COPIES * PARTITIONS);
        assertThat(whole(ANCHOR, "ada")).as("all partitions on the anchor").hasSize(PARTITIONS);

        List<Integer> others = List.of(1, 2, 3, 4);
        agents.kill(others);
        await(ANCHOR, "the anchor is alone", () -> count(ANCHOR) == 1);
        await(ANCHOR, "the anchor finds everything", () -> findsAll(ANCHOR));
        await(ANCHOR, "it says that there is one copy", () -> put(ANCHOR, "by-the-anchor") == 1);
        bringBack(others);
        awaitWhole(ANCHOR, COPIES * PARTITIONS);

        int last = 4;
        int held = whole(last, agents.name(last)).size();
        List<Integer> most = List.of(ANCHOR, 1, 2, 3);
        agents.kill(most);
        await(last, "it is alone", () -> count(last) == 1);
        boolean all = held == PARTITIONS;
        await(last, "it says whether it saw all: " + held, () -> seesAll(last) == all);
        await(last, "it says that there is one copy", () -> put(last, "by-the-last") == 1);
        bringBack(most);
        awaitWhole(last, COPIES * PARTITIONS);
        for (int i : agents.all()) await(i, "all is found there", () -> findsAll(i));
    }

    @Test
    void ofTwoAgentsOneMaySleepBothWaysRound() throws Exception {
        Agents agents = start(2, 2);
        awaitWhole(0, 2 * PARTITIONS);

        agents.kill(List.of(1));
        await(0, "ada takes alone", () -> put(0, "by-ada") == 1);
        await(0, "ada sees all", () -> findsAll(0));
        bringBack(List.of(1));
        awaitWhole(1, 2 * PARTITIONS);
        agents.kill(List.of(0));
        await(1, "ben takes alone", () -> put(1, "by-ben") == 1);
        await(1, "ben sees all", () -> findsAll(1));
        agents.kill(List.of(1));

        bringBack(List.of(0));
        var found = client().search(0, "first-0").seen();
        assertThat(found.versions()).as("what ada has is served").containsExactly(1);
        assertThat(found.complete())
                .as("ada cannot know what ben took meanwhile, and says so")
                .isFalse();
        bringBack(List.of(1));
        awaitWhole(0, 2 * PARTITIONS);
        for (int i : agents.all()) await(i, "all is found there", () -> findsAll(i));
    }

    @Test
    void copiesMoveToAnAgentThatJoinsAndLeaveNothingBehind() throws Exception {
        Agents agents = start(4, 3);
        awaitWhole(0, COPIES * PARTITIONS);

        agents.start(agents.all());
        agents.awaitServing(agents.all());

        await(0, "copies stand at dan too", () -> whole(0, "dan").size() >= 2);
        awaitWhole(0, COPIES * PARTITIONS);
        for (int i : agents.all()) await(i, "all is found there", () -> findsAll(i));
        await(0, "no files beside the copies", () -> folders(agents) == COPIES * PARTITIONS);
        for (int i : agents.all()) await(i, "all is still found there", () -> findsAll(i));
    }

    private Agents start(int count, int first) throws InterruptedException {
        var agents =
                Agents.in(
                        folder,
                        count,
                        List.of(
                                "kith.embed.model=fast",
                                "kith.network.partitions=" + PARTITIONS,
                                "kith.store.repair-delay=2s",
                                "kith.store.sync-interval=2s",
                                "kith.placement.release-after=2s"),
                        List.of("-XX:+UseSerialGC", "-Xmx384m"),
                        1);
        running = agents;
        history = new History(folder.resolve("history.jsonl"));
        agents.start(List.of(0));
        agents.awaitServing(List.of(0));
        List<Integer> begun = IntStream.range(0, first).boxed().toList();
        agents.start(begun);
        agents.awaitServing(begun);
        for (int i = 0; i < DOCUMENTS; i++) {
            String id = "first-" + i;
            await(0, id, () -> put(0, id) > 0);
        }
        await(0, "all is found", () -> findsAll(0));
        return agents;
    }

    private void bringBack(List<Integer> some) {
        agents().start(some);
        agents().awaitServing(some);
    }

    private Agents agents() {
        if (running == null) throw new IllegalStateException("not started");
        return running;
    }

    private Client client() {
        if (history == null) throw new IllegalStateException("not started");
        return new Client(0, agents(), history);
    }

    /** How many copies it says it has; 0 where it was not accepted. */
    private int put(int agent, String id) {
        var ended = client().put(agent, id, 1, 0);
        if (ended.phase() != Phase.OK) return 0;
        written.put(id, 1);
        return ended.seen().copies();
    }

    private boolean findsAll(int agent) {
        return written.keySet().stream()
                .allMatch(id -> {
                    var found = client().search(agent, id);
                    return found.phase() == Phase.OK
                            && found.seen().complete()
                            && found.seen().versions().equals(List.of(1));
                });
    }

    private void awaitWhole(int agent, int copies) {
        await(
                agent,
                copies + " whole copies",
                () -> {
                    JsonNode repair = client().network(agent).path("repair");
                    return repair.path("copies_whole").asInt() == copies
                            && repair.path("copies_behind").asInt() == 0;
                });
    }

    /** The partitions of which an agent has a whole copy, as another says. */
    private List<String> whole(int asked, String name) {
        var whole = new TreeSet<String>();
        for (JsonNode copy : client().network(asked).path("placement")) {
            boolean behind = copy.path("behind").asBoolean();
            if (copy.path("name").asText().equals(name) && !behind) {
                whole.add(copy.path("copy").asText());
            }
        }
        return List.copyOf(whole);
    }

    private boolean seesAll(int agent) {
        return client().search(agent, "first-0").seen().complete();
    }

    private int count(int agent) {
        return client().network(agent).path("agents").asInt();
    }

    /** Folders with the files of a partition, over all agents. */
    private static int folders(Agents agents) {
        int folders = 0;
        for (int i : agents.all()) {
            String[] names = agents.data(i).resolve("store").toFile().list();
            for (String name : names == null ? new String[0] : names) {
                if (name.matches("p\\d+")) folders++;
            }
        }
        return folders;
    }

    private void await(int agent, String what, BooleanSupplier condition) {
        if (Waits.await(PATIENCE, condition)) return;
        var logs = new ArrayList<String>();
        for (int i : agents().all()) logs.add(agents().log(i));
        throw new AssertionError(
                what + "; now " + client().network(agent) + "\n" + String.join("\n", logs));
    }
}
