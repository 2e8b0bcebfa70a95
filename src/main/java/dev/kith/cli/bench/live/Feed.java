package dev.kith.cli.bench.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.api.NetworkAnswer;
import dev.kith.cli.bench.material.Load;
import dev.kith.cli.bench.measure.Turns;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Surroundings;
import dev.kith.cli.ingest.BulkIngest;
import dev.kith.cli.ingest.Tally;
import dev.kith.cli.source.Item;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sends documents to a network as {@code kith ingest} does, and asks how it stands. */
public final class Feed implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration REQUEST = Duration.ofSeconds(60);

    private final AgentClient client;
    private final Surroundings surroundings;

    public Feed(List<URI> agents, Surroundings surroundings) {
        this.client = new AgentClient(agents, REQUEST);
        this.surroundings = surroundings;
    }

    /** What it asks with. */
    public AgentClient client() {
        return client;
    }

    /**
     * Sends all documents and waits until they are searchable.
     *
     * @return how long that took, in seconds
     * @throws CommandFailed where one was not taken
     */
    public double seconds(Load load) {
        var tally = new Tally();
        double seconds = Turns.seconds(surroundings.clock(), () -> send(load, tally));
        Tally.Counts counts = tally.counts();
        if (counts.done() != load.texts().size()) {
            String why =
                    counts.failures().isEmpty() ? "" : ": " + counts.failures().getFirst().reason();
            throw new CommandFailed(
                    ExitCode.FAILED,
                    "only " + counts.done() + " of " + load.texts().size() + " documents" + why);
        }
        return seconds;
    }

    private void send(Load load, Tally tally) {
        BulkIngest.Limits limits = BulkIngest.Limits.standard(PATIENCE, true);
        try (var bulk = new BulkIngest(surroundings, client, limits, tally, () -> {})) {
            for (int i = 0; i < load.texts().size(); i++) {
                bulk.accept(item(load.first() + i, load.texts().get(i)));
            }
            bulk.finish();
        }
    }

    private static Item item(long number, String text) {
        String id = "document-" + number;
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("id", id).put("text", text);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return new Item.Line(id, Optional.of(id), node.toString(), bytes, bytes);
    }

    /** How many chunks are searchable. */
    public long chunks() {
        return client.get("/v1/network").as(NetworkAnswer.class).chunks();
    }

    @Override
    public void close() {
        client.close();
    }
}
