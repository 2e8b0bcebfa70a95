package dev.kith.node.reunion.rule;

import java.util.List;

/** What a {@link Lookout} wants done. */
public sealed interface Act {

    /** Call this to whoever is at the address. */
    record Ring(String address, Bell bell) implements Act {}

    /** Join the part that these are members of; repeated until it has worked. */
    record Join(List<String> addresses) implements Act {}

    /** Begin a part alone. */
    record Begin(String why) implements Act {}

    /** Restart the actor system and join this part. */
    record Yield(Part own, Part to) implements Act {}

    /** Restart the actor system, since connections of this agent hang. */
    record Renew(String why) implements Act {}

    /** Find out, by other connections than bells take, whether any agent answers there. */
    record Probe(List<String> addresses) implements Act {}

    /** Tell people, once. */
    record Say(String text) implements Act {}
}
