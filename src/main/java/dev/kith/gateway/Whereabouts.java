package dev.kith.gateway;

import dev.kith.api.NetworkAnswer;
import dev.kith.model.CopyId;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where copies are and how far each is behind, as the agents' cards say. Pure. */
final class Whereabouts {
    private Whereabouts() {}

    /** Every copy on an agent that is up, in order. */
    static List<NetworkAnswer.Placement> of(List<Directory.Entry> agents) {
        return agents.stream()
                .filter(entry -> entry.status().equals("up"))
                .flatMap(entry -> entry.card().stream())
                .flatMap(card -> card.doors().stream().map(copy -> placement(card, copy)))
                .sorted(
                        Comparator.comparing(NetworkAnswer.Placement::copy)
                                .thenComparing(NetworkAnswer.Placement::agent))
                .toList();
    }

    /** How far all copies together are from whole. */
    static NetworkAnswer.Repair repair(List<Directory.Entry> agents, int partitions, int wanted) {
        List<NetworkAnswer.Placement> all = of(agents);
        List<NetworkAnswer.Placement> behind =
                all.stream().filter(NetworkAnswer.Placement::behind).toList();
        long whole =
                all.stream()
                        .filter(placement -> !placement.behind())
                        .map(p -> CopyId.parse(p.copy()).partition() + " on " + p.agent())
                        .distinct()
                        .count();
        boolean known = behind.stream().allMatch(placement -> placement.secondsLeft() >= 0);
        return new NetworkAnswer.Repair(
                partitions * wanted,
                (int) whole,
                behind.size(),
                behind.stream().mapToLong(NetworkAnswer.Placement::documents).sum(),
                behind.stream().mapToLong(NetworkAnswer.Placement::bytes).sum(),
                known
                        ? behind.stream()
                                .mapToLong(NetworkAnswer.Placement::secondsLeft)
                                .max()
                                .orElse(0)
                        : -1);
    }

    /** What the scrubbers of all agents that are up found. */
    static NetworkAnswer.Scrub scrub(List<Directory.Entry> agents) {
        List<Card> cards =
                agents.stream()
                        .filter(entry -> entry.status().equals("up"))
                        .flatMap(entry -> entry.card().stream())
                        .filter(card -> !card.partitions().isEmpty())
                        .toList();
        long checked = cards.stream().mapToLong(card -> card.scrub().checked()).min().orElse(0);
        return new NetworkAnswer.Scrub(
                cards.stream().mapToLong(card -> card.scrub().damaged()).sum(),
                checked == 0
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(checked).toString()));
    }

    private static NetworkAnswer.Placement placement(Card card, CopyId copy) {
        boolean behind = !card.level().contains(copy.partition());
        Card.Lag lag =
                card.behind().stream()
                        .filter(one -> behind && one.partition() == copy.partition())
                        .findFirst()
                        .orElse(new Card.Lag(copy.partition(), 0, 0, behind ? -1 : 0));
        return new NetworkAnswer.Placement(
                copy.toString(),
                card.agent().shortForm(),
                card.name(),
                behind,
                lag.documents(),
                lag.bytes(),
                lag.secondsLeft());
    }
}
