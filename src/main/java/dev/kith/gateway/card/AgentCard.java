package dev.kith.gateway.card;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.Capability;
import dev.kith.registry.Card;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The A2A card of an agent, made from its own. What says how the machine and its person are right
 * now stays out of it.
 *
 * <p>Source: A2A protocol specification 1.0, §4.4.1 AgentCard. A field of which a default is meant
 * and that is not required is left out, as §8.4.1 wants it, so that whoever reads and writes the
 * card again gets the same bytes.
 */
final class AgentCard {
    /** How Kith's HTTP is called among protocol bindings; §5.8 wants a URI. */
    static final String BINDING = "urn:kith:binding:http:v1";

    /** What the extension with the figures of this agent is called. */
    static final String EXTENSION = "urn:kith:extension:agent:v1";

    private static final String A2A = "1.0";
    private static final List<String> OUTPUTS = List.of("application/json");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AgentCard() {}

    /**
     * The card, not signed yet.
     *
     * @param network its network's name, for people
     */
    static ObjectNode of(Card card, String network) {
        ObjectNode made = NODES.objectNode();
        made.put("name", card.name());
        made.put(
                "description",
                "An agent of the Kith network "
                        + network
                        + ", which keeps a group's documents and finds what they say.");
        made.set("supportedInterfaces", interfaces(card));
        made.put("version", card.version());
        made.set("capabilities", capabilities(card));
        made.set("defaultInputModes", texts(Skill.INGEST.inputs()));
        made.set("defaultOutputModes", texts(OUTPUTS));
        made.set("skills", skills(card));
        return made;
    }

    private static ArrayNode interfaces(Card card) {
        ArrayNode all = NODES.arrayNode();
        card.http()
                .ifPresent(address ->
                        all.addObject()
                                .put("url", "http://" + address + "/v1")
                                .put("protocolBinding", BINDING)
                                .put("protocolVersion", A2A));
        return all;
    }

    private static ObjectNode capabilities(Card card) {
        ObjectNode all = NODES.objectNode();
        all.put("streaming", false).put("pushNotifications", false).put("extendedAgentCard", false);
        ObjectNode extension = all.putArray("extensions").addObject();
        extension.put("uri", EXTENSION);
        extension.put(
                "description", "Who the agent is, and how fast it has measured itself to be.");
        extension.set("params", figures(card));
        return all;
    }

    private static ObjectNode figures(Card card) {
        Card.Offer offer = card.offer();
        ObjectNode all = NODES.objectNode();
        all.put("id", card.agent().did());
        if (!offer.owner().isEmpty()) all.put("owner", offer.owner());
        all.put("anchor", card.anchor());
        ObjectNode speeds = all.putObject("speeds");
        for (Capability trade : offer.capabilities()) {
            card.speed(trade).ifPresent(speed -> speeds.put(trade.role(), Math.round(speed)));
        }
        card.model().ifPresent(model -> all.put("model", model));
        card.modelFingerprint().ifPresent(identity -> all.put("fingerprint", identity));
        offer.numbers().ifPresent(numbers -> all.put("numbers", numbers));
        card.engine().ifPresent(engine -> all.put("engine", engine));
        all.put("cores", card.vitals().cores());
        all.put("memory_max", card.vitals().memoryMax());
        return all;
    }

    private static ArrayNode skills(Card card) {
        ArrayNode all = NODES.arrayNode();
        for (Skill skill : Skill.of(card)) {
            ObjectNode one = all.addObject();
            one.put("id", skill.name().toLowerCase(Locale.ROOT));
            one.put("name", skill.title());
            one.put("description", skill.description());
            one.set("tags", texts(skill.tags()));
            one.set("inputModes", texts(skill.inputs()));
            one.set("outputModes", texts(OUTPUTS));
        }
        return all;
    }

    private static ArrayNode texts(Collection<String> texts) {
        ArrayNode all = NODES.arrayNode();
        texts.forEach(all::add);
        return all;
    }
}
