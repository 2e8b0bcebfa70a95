package dev.kith.gateway;

import dev.kith.model.DocumentKey;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.task.Verifier;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Says what the test wants to hear. */
final class FakeVerifier implements Verifier {
    final Map<DocumentKey, Verified> verified = new ConcurrentHashMap<>();
    volatile int sample = -1;

    @Override
    public CompletionStage<Outcome<Verified>> verify(DocumentKey key, int asked) {
        sample = asked;
        Verified found = verified.get(key);
        return CompletableFuture.completedFuture(
                found == null
                        ? Outcome.bad(Failure.Code.NOT_FOUND, "no version is searched")
                        : Outcome.good(found));
    }

    @Override
    public int sampleMax() {
        return 64;
    }
}
