package dev.kith.peers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.cli.bench.index.VectorPeer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A vector index from npm, built and asked by {@code node/vectors.mjs}. */
abstract class NodeVectors implements VectorPeer {
    private final String name;
    private final String installedAs;
    private final boolean overHttp;

    NodeVectors(String name, String installedAs, boolean overHttp) {
        this.name = name;
        this.installedAs = installedAs;
        this.overHttp = overHttp;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean overHttp() {
        return overHttp;
    }

    @Override
    public Optional<Index> open(Input input, Path folder) {
        if (!NodeProgram.installed(installedAs)) return Optional.empty();
        return Optional.of(
                new Running(
                        NodeProgram.start(
                                "vectors.mjs",
                                name,
                                folder.toString(),
                                Integer.toString(input.dimension()),
                                input.vectors().toString(),
                                input.queries().toString())));
    }

    private record Running(NodeProgram program) implements Index {
        @Override
        public void build() {
            program.ask(NodeProgram.request("build"));
        }

        @Override
        public Asked ask(int first, int count, int wanted, int effort) {
            JsonNode answer =
                    program.ask(
                            NodeProgram.request("ask")
                                    .put("first", first)
                                    .put("count", count)
                                    .put("wanted", wanted)
                                    .put("effort", effort));
            List<int[]> found = new ArrayList<>();
            for (JsonNode ids : answer.path("found")) {
                found.add(
                        StreamSupport.stream(ids.spliterator(), false)
                                .mapToInt(JsonNode::asInt)
                                .toArray());
            }
            double[] seconds =
                    StreamSupport.stream(answer.path("seconds").spliterator(), false)
                            .mapToDouble(JsonNode::asDouble)
                            .toArray();
            return new Asked(found, seconds);
        }

        @Override
        public About about() {
            JsonNode answer = program.ask(NodeProgram.request("about"));
            return new About(
                    answer.path("what").asText(),
                    answer.path("disk").asLong(),
                    answer.path("resident").asLong());
        }

        @Override
        public void close() {
            program.close();
        }
    }
}
