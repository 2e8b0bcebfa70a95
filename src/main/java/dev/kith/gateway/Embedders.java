package dev.kith.gateway;

import dev.kith.api.NetworkAnswer;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What embeds in a network, as its agents' cards say; pure. */
final class Embedders {
    private static final String UP = "up";

    private record Kind(String model, String numbers, String engine) {}

    private Embedders() {}

    /** Each engine once, with how many agents it has, most first. */
    static List<NetworkAnswer.Engine> of(List<Directory.Entry> agents) {
        var order =
                Comparator.comparing(Kind::model)
                        .thenComparing(Kind::numbers)
                        .thenComparing(Kind::engine);
        return agents.stream()
                .filter(entry -> entry.status().equals(UP))
                .flatMap(entry -> entry.card().stream())
                .flatMap(card -> kind(card).stream())
                .collect(
                        Collectors.groupingBy(
                                kind -> kind, () -> new TreeMap<>(order), Collectors.counting()))
                .entrySet()
                .stream()
                .map(each ->
                        new NetworkAnswer.Engine(
                                each.getKey().model,
                                each.getKey().numbers,
                                each.getKey().engine,
                                each.getValue().intValue()))
                .sorted(Comparator.comparingInt(NetworkAnswer.Engine::agents).reversed())
                .toList();
    }

    private static Optional<Kind> kind(Card card) {
        return card.model()
                .flatMap(model ->
                        card.engine()
                                .map(engine ->
                                        new Kind(
                                                model, card.offer().numbers().orElse(""), engine)));
    }
}
