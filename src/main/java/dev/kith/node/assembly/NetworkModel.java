package dev.kith.node.assembly;

import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which model this network's vectors come from: the one of the eldest agent that embeds. Vectors of
 * two models cannot be compared, so everybody asks for that one, and an agent with another embeds
 * nothing here.
 */
final class NetworkModel implements Supplier<String> {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkModel.class);

    private final Directory directory;
    private final Optional<String> own;
    private volatile String warnedOf = "";

    /** {@code own} is the fingerprint of the model that this agent runs, if it runs one. */
    NetworkModel(Directory directory, Optional<String> own) {
        this.directory = directory;
        this.own = own;
    }

    /** The fingerprint that is asked for; empty while nobody here embeds. */
    @Override
    public String get() {
        Optional<Card> eldest =
                directory.eldestFirst().stream()
                        .filter(entry -> entry.status().equals("up") && !entry.quarantined())
                        .flatMap(entry -> entry.card().stream())
                        .filter(card -> card.modelFingerprint().isPresent())
                        .findFirst();
        String wanted = eldest.flatMap(Card::modelFingerprint).or(() -> own).orElse("");
        if (own.isPresent() && !own.get().equals(wanted)) eldest.ifPresent(this::warn);
        return wanted;
    }

    private void warn(Card eldest) {
        String name = eldest.model().orElse("another");
        if (warnedOf.equals(name)) return;
        warnedOf = name;
        LOG.error(
                "this agent's model is not the network's, {} (of {}): it embeds nothing; set"
                        + " kith.embed.model to the same everywhere and start it again",
                name,
                eldest.name());
    }
}
