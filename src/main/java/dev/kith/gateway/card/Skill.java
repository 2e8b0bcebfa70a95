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
            "documents,ingest,index",
            "text/plain,text/markdown,text/html,application/json"),
    SEARCH(
            Capability.GATEWAY,
            "Search documents",
            "Finds passages by meaning and by words over the whole network: GET /v1/search.",
            "search,semantic-search,retrieval",
            "text/plain"),
    DRIVE(
            Capability.TASK,
            "Drive documents",
            "Sees other agents' documents through chunking and embedding until they can be found.",
            "tasks",
            "application/json"),
    CHUNK(
            Capability.CHUNK,
            "Cut text into passages",
            "Cuts other agents' text into passages of whole sentences.",
            "chunking,text",
            "application/json"),
    EMBED(
            Capability.EMBED,
            "Embed passages",
            "Turns other agents' passages and questions into vectors, each with a signed receipt.",
            "embedding,vectors",
            "application/json"),
    AGGREGATE(
            Capability.AGGREGATE,
            "Gather results",
            "Collects and merges what other agents found.",
            "search",
            "application/json"),
    STORE(
            Capability.STORE,
            "Keep copies",
            "Keeps copies of documents and their index, and searches them.",
            "storage,index",
            "application/json"),
    LEARN(
            Capability.LEARN,
            "Learn together",
            "Takes part in rounds of federated learning.",
            "federated-learning",
            "application/json");

    private final Capability needs;
    private final String title;
    private final String description;
    private final String tags;
    private final String inputs;

    /** Tags and inputs with commas between. */
    Skill(Capability needs, String title, String description, String tags, String inputs) {
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
        return list(tags);
    }

    /** Media types. */
    List<String> inputs() {
        return list(inputs);
    }

    private static List<String> list(String commas) {
        return List.of(commas.split(",", -1));
    }
}
