package dev.kith.wire.envelope;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/** Walks over a payload without building it, and refuses what no signed JSON may have. */
final class PayloadScan {
    private final int depthMax;
    private final ArrayDeque<Set<String>> open = new ArrayDeque<>();

    /**
     * A scan of one payload.
     *
     * @param depthMax deepest nesting, the payload itself counted as 1
     */
    PayloadScan(int depthMax) {
        this.depthMax = depthMax;
    }

    /** Moves the parser from the payload's first token to its last. */
    void skip(JsonParser parser) throws IOException, RefusedException {
        enter();
        while (!open.isEmpty()) {
            JsonToken token = parser.nextToken();
            switch (token) {
                case START_OBJECT, START_ARRAY -> enter();
                case END_OBJECT, END_ARRAY -> open.pop();
                case FIELD_NAME -> name(parser.currentName());
                case VALUE_NUMBER_FLOAT ->
                        throw new RefusedException(
                                Refusal.FLOATING_POINT,
                                "at " + parser.getParsingContext().pathAsPointer());
                case null -> throw new RefusedException(Refusal.NOT_JSON, "it ends too early");
                default -> {}
            }
        }
    }

    private void enter() throws RefusedException {
        if (open.size() >= depthMax) {
            throw new RefusedException(Refusal.TOO_DEEP, "more than " + depthMax + " in payload");
        }
        open.push(new HashSet<>());
    }

    private void name(String name) throws RefusedException {
        if (!open.element().add(name)) {
            throw new RefusedException(Refusal.DUPLICATE_KEY, "in the payload: " + name);
        }
    }
}
