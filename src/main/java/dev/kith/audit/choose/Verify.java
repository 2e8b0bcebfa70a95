package dev.kith.audit.choose;

import dev.kith.audit.sample.Care;

/** What a collection demands of results before it takes them. */
public sealed interface Verify {
    /** Fewest and most agents of a quorum. */
    int AGENTS_MIN = 2;

    int AGENTS_MAX = 5;

    /**
     * One agent's word, of which a part is checked: all of a newcomer's, little of others'.
     *
     * @param care how little
     */
    record Adaptive(Care care) implements Verify {
        @Override
        public String word() {
            return switch (care) {
                case ORDINARY -> "adaptive";
                case CRITICAL -> "critical";
            };
        }
    }

    /**
     * Only what so many agents of different owners agree on.
     *
     * @param agents 2 to 5
     */
    record Quorum(int agents) implements Verify {
        public Quorum {
            if (agents < AGENTS_MIN || agents > AGENTS_MAX) {
                throw new IllegalArgumentException("a quorum has 2 to 5 agents, not " + agents);
            }
        }

        @Override
        public String word() {
            return "quorum:" + agents;
        }
    }

    /** One agent's word, unchecked. */
    record None() implements Verify {
        @Override
        public String word() {
            return "none";
        }
    }

    /** As it stands in a configuration or a request. */
    String word();

    /** Agents that have to agree before a result is taken. */
    default int agents() {
        return this instanceof Quorum(int agents) ? agents : 1;
    }

    /**
     * Reads {@link #word()}.
     *
     * @throws IllegalArgumentException that says what is allowed
     */
    static Verify parse(String word) {
        String prefix = "quorum:";
        if (word.equals("adaptive")) return new Adaptive(Care.ORDINARY);
        if (word.equals("critical")) return new Adaptive(Care.CRITICAL);
        if (word.equals("none")) return new None();
        if (word.startsWith(prefix)) {
            try {
                return new Quorum(Integer.parseInt(word.substring(prefix.length())));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(allowed(word), e);
            }
        }
        throw new IllegalArgumentException(allowed(word));
    }

    private static String allowed(String word) {
        return "verify is adaptive, critical, quorum:N with N from 2 to 5, or none; not " + word;
    }
}
