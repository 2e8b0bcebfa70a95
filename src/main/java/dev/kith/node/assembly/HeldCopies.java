package dev.kith.node.assembly;

import dev.kith.model.CopyId;
import dev.kith.registry.Card;
import dev.kith.store.StoreHosts;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What this agent has of the store, in the words of its card; nothing where it does not store. */
record HeldCopies(Optional<StoreHosts> hosts, int partitions) {

    /** Copies whose doors stand here. */
    List<CopyId> doors() {
        return hosts.map(StoreHosts::doors).orElse(List.of());
    }

    boolean isHere(CopyId copy) {
        return doors().contains(copy);
    }

    /** Partitions of which there are files here. */
    List<Integer> held() {
        return hosts.stream()
                .flatMap(store -> IntStream.range(0, partitions).filter(store::holds).boxed())
                .toList();
    }

    /** Partitions that lack nothing here. */
    List<Integer> level() {
        return holdings().stream()
                .filter(StoreHosts.Holding::level)
                .map(StoreHosts.Holding::partition)
                .toList();
    }

    /** What the others lack. */
    List<Card.Lag> behind() {
        return holdings().stream()
                .filter(holding -> !holding.level())
                .map(holding ->
                        new Card.Lag(
                                holding.partition(),
                                holding.lack().documents(),
                                holding.lack().bytes(),
                                holding.lack().bytes() == 0 ? -1 : holding.lack().secondsLeft()))
                .toList();
    }

    /** What the scrubber found. */
    Card.Scrub scrub() {
        List<StoreHosts.Holding> all = holdings();
        return new Card.Scrub(
                all.stream().mapToLong(StoreHosts.Holding::damaged).sum(),
                all.stream().mapToLong(StoreHosts.Holding::checked).min().orElse(0));
    }

    private List<StoreHosts.Holding> holdings() {
        return hosts.map(StoreHosts::holdings).orElse(List.of());
    }
}
