package dev.kith.task.court;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.audit.evidence.Opening;
import dev.kith.model.AgentId;
import dev.kith.model.ContentId;
import dev.kith.model.HashTree;
import dev.kith.model.Receipt;
import dev.kith.wire.envelope.PayloadJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.util.ByteString;

/**
 * What one agent says of others, as the payload of its record of kind {@code EVIDENCE}: whom it has
 * computed to be wrong, and the evidence, as much as there is room for.
 */
record Testimony(Set<AgentId> convinced, List<Opening> evidence) {
    private static final ObjectMapper JSON = PayloadJson.mapper();

    /** Nothing is said. */
    static final Testimony NONE = new Testimony(Set.of(), List.of());

    Testimony {
        convinced = Set.copyOf(convinced);
        evidence = List.copyOf(evidence);
    }

    private record Page(List<String> convinced, List<Piece> evidence) {}

    /** An opening in plain text. */
    private record Piece(
            String agent,
            String model,
            String engine,
            String instructions,
            String input,
            String output,
            long time,
            String signature,
            String text,
            String vector,
            int index,
            int size,
            List<String> besideText,
            List<String> besideVector) {

        static Piece of(Opening opening) {
            Receipt receipt = opening.receipt();
            return new Piece(
                    receipt.agent().did(),
                    receipt.model(),
                    receipt.engine(),
                    receipt.instructions(),
                    receipt.input().cid(),
                    receipt.output().cid(),
                    receipt.time(),
                    receipt.signature(),
                    opening.text(),
                    opening.vector(),
                    opening.ofText().index(),
                    opening.ofText().size(),
                    opening.ofText().siblings(),
                    opening.ofVector().siblings());
        }

        Opening opening() {
            return new Opening(
                    new Receipt(
                            new AgentId(agent),
                            model,
                            engine,
                            instructions,
                            new ContentId(input),
                            new ContentId(output),
                            time,
                            signature),
                    text,
                    vector,
                    new HashTree.Proof(index, size, besideText),
                    new HashTree.Proof(index, size, besideVector));
        }
    }

    /**
     * What fits into so many bytes: all names, and of the evidence the last pieces.
     *
     * @param proven what this agent has computed itself, the last found last
     */
    static ByteString write(Collection<Opening> proven, int bytesMax) {
        var names = new LinkedHashSet<String>();
        proven.forEach(opening -> names.add(opening.receipt().agent().did()));
        List<Piece> pieces = new ArrayList<>(proven.stream().map(Piece::of).toList());
        try {
            while (true) {
                byte[] page = JSON.writeValueAsBytes(new Page(List.copyOf(names), pieces));
                if (page.length <= bytesMax || pieces.isEmpty()) {
                    return ByteString.fromArrayUnsafe(page);
                }
                pieces.removeFirst();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("evidence cannot be written", e);
        }
    }

    /**
     * Reads {@link #write} from a file of this agent's own.
     *
     * @throws IOException if it is anything else
     */
    static Testimony kept(byte[] bytes) throws IOException {
        return read(bytes).orElseThrow(() -> new IOException("no evidence"));
    }

    /** Reads {@link #write}; empty for whatever else somebody may have signed. */
    static Optional<Testimony> read(byte[] payload) {
        try {
            Page page = JSON.readValue(payload, Page.class);
            var convinced = new LinkedHashSet<AgentId>();
            page.convinced().forEach(did -> convinced.add(new AgentId(did)));
            List<Opening> evidence = page.evidence().stream().map(Piece::opening).toList();
            return Optional.of(new Testimony(convinced, evidence));
        } catch (IOException | IllegalArgumentException | NullPointerException _) {
            return Optional.empty();
        }
    }
}
