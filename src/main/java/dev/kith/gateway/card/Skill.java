package dev.kith.gateway.card;

import dev.kith.model.Capability;
import dev.kith.registry.Card;
import java.util.Arrays;
import java.util.List;

/** What an agent can do, in the words of A2A, and the capability that it takes. */
enum Skill {
    INGEST(
            Capability.GATEWAY,
            "Take documents in",
            "Stores a document in several copies and makes it searchable: PUT /v1/documents/{id}.",
            List.of("documents", "ingest", "index"),
            List.of("text/plain", "text/markdown", "text/html", "application/json")),
    SEARCH(
            Capability.GATEWAY,
            "Search documents",
            "Finds passages by meaning and by words over the whole network: GET /v1/search.",
            List.of("search", "semantic-search", "retrieval"),
            List.of("text/plain")),
    DRIVE(
            Capability.TASK,
            "Drive documents",
            "Sees other agents' documents through chunking and embedding until they can be found.",
            List.of("tasks"),
            List.of("application/json")),
    CHUNK(
            Capability.CHUNK,
            "Cut text into passages",
            "Cuts other agents' text into passages of whole sentences.",
            List.of("chunking", "text"),
            List.of("application/json")),
    EMBED(
            Capability.EMBED,
            "Embed passages",
            "Turns other agents' passages and questions into vectors, each with a signed receipt.",
            List.of("embedding", "vectors"),
            List.of("application/json")),
    AGGREGATE(
            Capability.AGGREGATE,
            "Gather results",
            "Collects and merges what other agents found.",
            List.of("search"),
            List.of("application/json")),
    STORE(
            Capability.STORE,
            "Keep copies",
            "Keeps copies of documents and their index, and searches them.",
            List.of("storage", "index"),
            List.of("application/json")),
    LEARN(
            Capability.LEARN,
            "Learn together",
            "Takes part in rounds of federated learning.",
            List.of("federated-learning"),
            List.of("application/json"));

    private final Capability needs;
    private final String title;
    private final String description;
    private final List<String> tags;
    private final List<String> inputs;

    Skill(
            Capability needs,
            String title,
            String description,
            List<String> tags,
            List<String> inputs) {
        this.needs = needs;
        this.title = title;
        this.description = description;
        this.tags = tags;
        this.inputs = inputs;
    }

    /** Those of the agent with this card. */
    static List<Skill> of(Card card) {
        boolean fit = card.offer().unfit().isEmpty();
        return Arrays.stream(values())
                .filter(skill -> card.offer().capabilities().contains(skill.needs))
                .filter(skill -> fit || skill.needs != Capability.EMBED)
                .toList();
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    List<String> tags() {
        return tags;
    }

    /** Media types. */
    List<String> inputs() {
        return inputs;
    }
}
