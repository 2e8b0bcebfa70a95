package dev.kith.store.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.store.level.Claim;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * A copy says that it is level only when it has all that was acknowledged, as far as anyone can
 * know: nobody may take an empty copy, or one that slept, for the whole partition.
 */
class SyncCastTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final TestProbe<SyncQuestion> HOST = KIT.createTestProbe();

    private final SyncCast cast = new SyncCast();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void aloneInANewNetworkIsLevel() {
        comparing(1).heardSelf();

        assertThat(cast.level(Claim.NEW)).isTrue();
    }

    @Test
    void newCopiesOfANewPartitionAreLevelOnceAllWereHeard() {
        comparing(2).heardSelf();
        assertThat(cast.level(Claim.NEW)).isFalse();

        cast.heard(peer("b", false, Claim.Kind.NEW), true);
        assertThat(cast.level(Claim.NEW)).isTrue();
    }

    @Test
    void anEmptyCopyOfAnOlderPartitionIsNotLevelThoughNobodyElseIsLeft() {
        comparing(1).heardSelf();

        assertThat(cast.level(Claim.LACKING)).isFalse();
    }

    @Test
    void newCopiesDoNotVouchForEachOtherWhenOneKnowsBetter() {
        comparing(2).heardSelf();
        cast.heard(peer("b", false, Claim.Kind.LACKING), true);

        assertThat(cast.level(Claim.NEW)).isFalse();
        assertThat(cast.knowsOlder()).isTrue();
    }

    @Test
    void whoHasAllThatALevelOneHasIsLevelToo() {
        SyncCast.Peer level = peer("b", true, Claim.Kind.LEVEL);
        comparing(3).heardSelf();
        cast.heard(level, false);
        assertThat(cast.level(Claim.LACKING)).isFalse();

        cast.met(level);
        assertThat(cast.level(Claim.LACKING)).isTrue();
    }

    @Test
    void whoWasAwayIsNotLevelUntilItHasMetThoseThatMayHaveGoneOn() {
        Claim before = Claim.level(Set.of("b", "c"));
        comparing(1).heardSelf();
        assertThat(cast.level(before)).isFalse();

        comparing(2).heardSelf();
        cast.heard(peer("b", false, Claim.Kind.LEVEL), true);
        assertThat(cast.level(before)).isFalse();

        comparing(2).heardSelf();
        cast.heard(peer("c", false, Claim.Kind.LEVEL), true);
        assertThat(cast.level(before)).isTrue();
    }

    @Test
    void theLastOneThatWasLeftIsLevelWhenItComesBackAlone() {
        comparing(1).heardSelf();

        assertThat(cast.level(Claim.level(Set.of()))).isTrue();
    }

    @Test
    void whoeverCannotBeComparedWithHoldsItUp() {
        comparing(2).heardSelf();
        cast.declined();

        assertThat(cast.level(Claim.NEW)).isFalse();
        assertThat(cast.isComplete()).isFalse();
    }

    @Test
    void remembersOnlyThoseThatWritesComeTo() {
        comparing(3).heardSelf();
        cast.heard(peer("b", true, Claim.Kind.LEVEL), true);
        cast.heard(new SyncCast.Peer("c", HOST.ref(), "", "", true, Claim.Kind.LEVEL, false), true);

        assertThat(cast.writers()).containsExactly("b");
    }

    private SyncCast comparing(int asked) {
        cast.begin(asked);
        return cast;
    }

    private static SyncCast.Peer peer(String agent, boolean level, Claim.Kind claim) {
        return new SyncCast.Peer(agent, HOST.ref(), "theirs", "mine", level, claim, true);
    }
}
