package dev.kith.audit.ledger;

import java.util.List;

/**
 * What has to be computed again because its author was proven wrong.
 *
 * @param chunks those that nobody checked, counted from 0 within the batch, in order
 */
public record Redo(Work work, List<Integer> chunks) {
    public Redo {
        chunks = List.copyOf(chunks);
    }
}
