package dev.kith.node.reunion;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Looks whether agents answer, at all addresses at once and on no actor's thread. */
final class Knock {
    private Knock() {}

    /**
     * Done when each address has answered or not.
     *
     * @param letsIn whether an agent answers at an address; blocks
     * @return the first of the addresses where one does, in their order
     */
    static CompletionStage<Optional<String>> at(List<String> addresses, Predicate<String> letsIn) {
        List<CompletableFuture<Optional<String>>> looks =
                addresses.stream()
                        .map(address ->
                                CompletableFuture.supplyAsync(
                                        () -> Optional.of(address).filter(letsIn),
                                        Thread::startVirtualThread))
                        .toList();
        return CompletableFuture.allOf(looks.toArray(CompletableFuture[]::new))
                .thenApply(_ ->
                        looks.stream()
                                .map(CompletableFuture::join)
                                .flatMap(Optional::stream)
                                .findFirst());
    }
}
