package dev.kith.model;

import java.util.Locale;

/**
 * Names one copy of one partition; as text {@code p07-r1}, the id of its storage entity.
 *
 * @param partition counted from 0
 * @param copy counted from 0; the lowest live copy wakes the partition's tasks
 */
public record CopyId(int partition, int copy) {
    public CopyId {
        if (partition < 0 || copy < 0) {
            throw new IllegalArgumentException("negative copy id: " + partition + ", " + copy);
        }
    }

    /**
     * Reads {@code p07-r1}.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static CopyId parse(String text) {
        int dash = text.indexOf("-r");
        if (!text.startsWith("p") || dash < 2) {
            throw new IllegalArgumentException("not a copy id: " + text);
        }
        return new CopyId(
                Integer.parseInt(text.substring(1, dash)),
                Integer.parseInt(text.substring(dash + 2)));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p%02d-r%d", partition, copy);
    }
}
