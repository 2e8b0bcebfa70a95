package dev.kith.simulation;

import dev.kith.store.Storage;
import dev.kith.store.StoreRead;
import dev.kith.store.sync.SyncAnswer;
import dev.kith.store.sync.SyncQuestion;
import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.FunctionRef;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import scala.runtime.BoxedUnit;

/**
 * What lies between agents: messages come late, out of order, twice or not at all. Every reference
 * to an actor that travels in a message is replaced by one that leads back over the link.
 */
final class Links {
    /** How bad they are. */
    record Weather(double lost, double twice, double slow) {}

    private record Way(int from, int to) {}

    private static final long SLOW_MAX = 4_000;
    private static final long QUICK_MAX = 25;

    private final Turns turns;
    private final ExtendedActorSystem system;
    private final Weather weather;
    private final Set<Way> cut = new HashSet<>();

    Links(Turns turns, ExtendedActorSystem system, Weather weather) {
        this.turns = turns;
        this.system = system;
        this.weather = weather;
    }

    void cut(int from, int to) {
        cut.add(new Way(from, to));
    }

    void heal() {
        cut.clear();
    }

    /** Whether all reach all. */
    boolean whole() {
        return cut.isEmpty();
    }

    /** Whether two agents reach each other, both ways. */
    boolean near(int one, int other) {
        return !cut.contains(new Way(one, other)) && !cut.contains(new Way(other, one));
    }

    /** Brings it about at the other end, perhaps. */
    void send(Life from, Life to, Runnable arrival) {
        if (!from.alive()) return;
        if (from == to) {
            turns.after(turns.between(0, 2), () -> arrive(from, to, arrival));
            return;
        }
        if (turns.odds(weather.lost())) return;
        travel(from, to, arrival);
        if (turns.odds(weather.twice())) travel(from, to, arrival);
    }

    private void travel(Life from, Life to, Runnable arrival) {
        long most = turns.odds(weather.slow()) ? SLOW_MAX : QUICK_MAX;
        turns.after(turns.between(1, most), () -> arrive(from, to, arrival));
    }

    private void arrive(Life from, Life to, Runnable arrival) {
        if (to.alive() && !cut.contains(new Way(from.number(), to.number()))) arrival.run();
    }

    /** A reference that {@code holder} has to an actor of {@code owner}. */
    <T> ActorRef<T> across(Life owner, Life holder, ActorRef<T> target) {
        if (owner == holder) return target;
        var ref =
                new FunctionRef(
                        system.provider().rootPath().child("link"),
                        system.provider(),
                        system,
                        (_, message) -> {
                            forward(holder, owner, target, message);
                            return BoxedUnit.UNIT;
                        });
        return Adapter.toTyped(ref);
    }

    @SuppressWarnings("unchecked") // what is sent to a reference is what its actor takes
    private <T> void forward(Life from, Life to, ActorRef<T> target, Object message) {
        Object carried =
                switch (message) {
                    case SyncQuestion question -> carry(from, to, question);
                    case SyncAnswer.DigestIs answer ->
                            new SyncAnswer.DigestIs(
                                    answer.agent(),
                                    answer.digest(),
                                    answer.level(),
                                    answer.claim(),
                                    answer.door(),
                                    answer.company(),
                                    across(from, to, answer.host()));
                    default -> message;
                };
        send(from, to, () -> target.tell((T) carried));
    }

    /** The same command as it arrives. */
    Storage.Command carry(Life from, Life to, Storage.Command command) {
        return switch (command) {
            case Storage.Write(var write, var replyTo) ->
                    new Storage.Write(write, across(from, to, replyTo));
            case Storage.WriteSealed(var sealed, var replyTo) ->
                    new Storage.WriteSealed(sealed, across(from, to, replyTo));
            case Storage.Read(var question) -> new Storage.Read(carry(from, to, question));
            case Storage.Sync(var question) -> new Storage.Sync(carry(from, to, question));
            case Storage.Search same -> same;
            case Storage.Nudge same -> same;
        };
    }

    private StoreRead carry(Life from, Life to, StoreRead question) {
        return switch (question) {
            case StoreRead.AskHead(var key, var ears) ->
                    new StoreRead.AskHead(key, across(from, to, ears));
            case StoreRead.AskTask(var task, var ears) ->
                    new StoreRead.AskTask(task, across(from, to, ears));
            case StoreRead.AskSegment(var key, var version, int index, var ears) ->
                    new StoreRead.AskSegment(key, version, index, across(from, to, ears));
            case StoreRead.AskChunks(var key, var version, var vectors, var place, var ears) ->
                    new StoreRead.AskChunks(key, version, vectors, place, across(from, to, ears));
            case StoreRead.AskHolding(var key, var ears) ->
                    new StoreRead.AskHolding(key, across(from, to, ears));
            case StoreRead.AskPage(var after, int limit, var ears) ->
                    new StoreRead.AskPage(after, limit, across(from, to, ears));
            case StoreRead.AskLost(var after, int limit, var ears) ->
                    new StoreRead.AskLost(after, limit, across(from, to, ears));
            case StoreRead.AskSummary(var state, int limit, var ears) ->
                    new StoreRead.AskSummary(state, limit, across(from, to, ears));
        };
    }

    private SyncQuestion carry(Life from, Life to, SyncQuestion question) {
        return switch (question) {
            case SyncQuestion.AskDigest(var agent, var digest, var host, var ears) ->
                    new SyncQuestion.AskDigest(
                            agent, digest, across(from, to, host), across(from, to, ears));
            case SyncQuestion.AskRanges(var ears) ->
                    new SyncQuestion.AskRanges(across(from, to, ears));
            case SyncQuestion.AskListing(var after, var ranges, int limit, var ears) ->
                    new SyncQuestion.AskListing(after, ranges, limit, across(from, to, ears));
            case SyncQuestion.AskParts(var items, var place, var ears) ->
                    new SyncQuestion.AskParts(items, place, across(from, to, ears));
        };
    }
}
