package dev.kith.task.testing;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import dev.kith.wire.board.BoardCast;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Agents that have said what a test wants of them; number {@code n} is at {@code 10.0.0.n:1}. */
public final class Agents {
    private Agents() {}

    /** Who number {@code n} is. */
    public static AgentId id(int n) {
        return BoardCast.agent(n).id();
    }

    /** Where number {@code n} is. */
    public static String address(int n) {
        return "10.0.0." + n + ":1";
    }

    /** One that works, and embeds so many texts a second; 0 for not known. */
    public static Directory.Entry working(int n, double textsPerSecond) {
        return entry(n, textsPerSecond, Optional.empty());
    }

    /** One that embeds with a model in full precision for an owner; empty for none named. */
    public static Directory.Entry embedding(int n, AgentId agent, String owner, String model) {
        var offer =
                new Card.Offer(
                        owner,
                        EnumSet.of(Capability.EMBED),
                        0,
                        Optional.of("full"),
                        Optional.empty());
        return entry(n, card(n, agent, offer, Optional.of(model), 100, Optional.empty()));
    }

    /** One that pauses. */
    public static Directory.Entry paused(int n) {
        return entry(n, 100, Optional.of("a person uses this machine"));
    }

    private static Directory.Entry entry(int n, double textsPerSecond, Optional<String> pause) {
        return entry(n, card(n, id(n), Card.Offer.NONE, Optional.empty(), textsPerSecond, pause));
    }

    private static Directory.Entry entry(int n, Card card) {
        return new Directory.Entry(
                address(n),
                "up",
                EnumSet.of(Capability.EMBED, Capability.CHUNK),
                false,
                false,
                Optional.of(card));
    }

    private static Card card(
            int n,
            AgentId agent,
            Card.Offer offer,
            Optional<String> model,
            double textsPerSecond,
            Optional<String> pause) {
        var situation =
                new Card.Situation(
                        pause,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        return new Card(
                agent,
                "agent" + n,
                offer,
                Optional.empty(),
                model,
                Optional.empty(),
                Optional.empty(),
                "0",
                0,
                0,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Card.Scrub.NONE,
                new Card.Vitals(4, 0, 0, -1, 0, 0, 0, textsPerSecond, situation));
    }
}
