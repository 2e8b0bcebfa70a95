package dev.kith.embed;

import dev.kith.model.Failure;
import dev.kith.model.ModelIdentity;
import dev.kith.wire.VectorizeRequest;
import java.util.Optional;

/**
 * What an embedder does not take on, whoever asks.
 *
 * @param unfit why it takes on nothing; empty while it does
 */
record RequestCheck(ModelIdentity ours, EmbedderSettings settings, Optional<String> unfit) {

    /** Why it is not taken on; empty where it is. */
    Optional<Failure> objection(VectorizeRequest request) {
        if (!request.model().isEmpty() && !request.model().equals(ours.fingerprint())) {
            String detail =
                    "asked for model %s; this agent has %s, %s"
                            .formatted(request.model(), ours.fingerprint(), ours.name());
            return Optional.of(new Failure(Failure.Code.MODEL_UNAVAILABLE, detail));
        }
        if (unfit.isPresent()) {
            return Optional.of(
                    new Failure(
                            Failure.Code.MODEL_UNAVAILABLE,
                            "this agent embeds nothing: " + unfit.get() + "; ask another"));
        }
        int texts = request.texts().size();
        int textsMax = settings.textsMax();
        if (texts == 0 || texts > textsMax) {
            return invalid("%d texts; a request has 1 to %d".formatted(texts, textsMax));
        }
        int chars = request.texts().stream().mapToInt(String::length).max().orElse(0);
        int charsMax = settings.textCharsMax();
        if (chars > charsMax) {
            return invalid("a text has %d chars; the most is %d".formatted(chars, charsMax));
        }
        return Optional.empty();
    }

    private static Optional<Failure> invalid(String detail) {
        return Optional.of(new Failure(Failure.Code.INVALID_INPUT, detail));
    }
}
