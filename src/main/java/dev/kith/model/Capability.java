package dev.kith.model;

import java.util.Locale;

/** A trade that an agent offers; its lower-case name is the agent's Pekko cluster role. */
public enum Capability {
    CHUNK,
    EMBED,
    AGGREGATE,
    STORE,
    TASK,
    GATEWAY,
    LEARN;

    /** The cluster role and the word in configuration: {@code embed}. */
    public String role() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The capability with this role.
     *
     * @throws IllegalArgumentException naming the word and all that exist
     */
    public static Capability of(String role) {
        for (Capability capability : values()) {
            if (capability.role().equals(role)) return capability;
        }
        throw new IllegalArgumentException(
                "no capability is called '"
                        + role
                        + "'; choose from chunk, embed, aggregate, store, task, gateway, learn");
    }
}
