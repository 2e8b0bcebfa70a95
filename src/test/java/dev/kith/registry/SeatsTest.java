package dev.kith.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.wire.board.BoardCast;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nobody takes another's place in the directory by saying that it is there. */
class SeatsTest {
    private static final AgentId ANNA = BoardCast.agent(1).id();
    private static final AgentId BEN = BoardCast.agent(2).id();
    private static final List<String> BOTH = List.of("a:1", "b:1");

    @Test
    void takesACardAtItsWordWhereNobodyElseClaimsThePlace() {
        assertThat(Seats.of(BOTH, _ -> Optional.empty(), Map.of(ANNA, "a:1", BEN, "c:1")))
                .isEqualTo(Map.of("a:1", ANNA));
    }

    @Test
    void seatsNeitherOfTwoThatClaimOnePlace() {
        assertThat(Seats.of(BOTH, _ -> Optional.empty(), Map.of(ANNA, "a:1", BEN, "a:1")))
                .isEmpty();
    }

    @Test
    void believesTheCertificateAndNotTheCard() {
        assertThat(Seats.of(BOTH, reached("a:1", ANNA), Map.of(BEN, "a:1")))
                .isEqualTo(Map.of("a:1", ANNA));
    }

    @Test
    void letsNobodySitInTwoPlaces() {
        assertThat(Seats.of(BOTH, reached("b:1", BEN), Map.of(ANNA, "a:1", BEN, "a:1")))
                .isEqualTo(Map.of("a:1", ANNA, "b:1", BEN));
        assertThat(Seats.of(BOTH, reached("b:1", BEN), Map.of(BEN, "a:1")))
                .isEqualTo(Map.of("b:1", BEN));
    }

    private static java.util.function.Function<String, Optional<AgentId>> reached(
            String where, AgentId agent) {
        return address -> address.equals(where) ? Optional.of(agent) : Optional.empty();
    }
}
