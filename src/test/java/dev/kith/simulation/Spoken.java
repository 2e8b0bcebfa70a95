package dev.kith.simulation;

import dev.kith.model.AgentId;
import dev.kith.model.DocumentRecord;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.wire.Envelopes;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An agent's envelopes, and a note of every record that it sealed. */
final class Spoken implements Envelopes {
    private final Envelopes paper;
    private final List<DocumentRecord> sealed = new ArrayList<>();
    private final Consumer<DocumentRecord> note;

    Spoken(PaperEnvelopes.Post post, AgentId self, Consumer<DocumentRecord> note) {
        this.paper = new PaperEnvelopes(post, self);
        this.note = note;
    }

    /** The settlements that it sent so far. */
    List<DocumentRecord> sealed() {
        return sealed;
    }

    @Override
    public Sealed seal(MessageType type, String task, String audience, Object payload) {
        if (payload instanceof DocumentRecord record) {
            sealed.add(record);
            note.accept(record);
        }
        return paper.seal(type, task, audience, payload);
    }

    @Override
    public <T> Opened<T> open(Sealed letter, MessageType expected, String audience, Class<T> type) {
        return paper.open(letter, expected, audience, type);
    }
}
