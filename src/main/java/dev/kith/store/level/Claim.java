package dev.kith.store.level;

import java.util.Set;
import java.util.TreeSet;

/**
 * How far a copy may vouch for its partition; kept beside its records, since after a restart it
 * cannot tell what others accepted meanwhile.
 *
 * @param kind what it is
 * @param others dids of the agents that had copies when it was last level; one of them may have
 *     gone on without it
 */
public record Claim(Kind kind, Set<String> others) {
    /** Of a copy that was just made. */
    public static final Claim NEW = new Claim(Kind.NEW, Set.of());

    /** Of a new copy of a partition that has been whole elsewhere. */
    public static final Claim LACKING = new Claim(Kind.LACKING, Set.of());

    /** What a copy can claim. */
    public enum Kind {
        /** Nothing is known of its partition; if all copies are new, so is the partition. */
        NEW,
        /** It never had all that others have. */
        LACKING,
        /** It has had all that there was. */
        LEVEL
    }

    public Claim {
        others = Set.copyOf(others);
    }

    /** The same, but of a copy that has heard that its partition is not new. */
    public Claim lackingAtLeast() {
        return kind == Kind.NEW ? LACKING : this;
    }

    /** Of a copy that is level with those of {@code others}. */
    public static Claim level(Set<String> others) {
        return new Claim(Kind.LEVEL, new TreeSet<>(others));
    }
}
