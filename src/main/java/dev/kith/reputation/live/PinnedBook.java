package dev.kith.reputation.live;

import dev.kith.reputation.book.RatingBook;
import dev.kith.wire.board.Board;
import dev.kith.wire.record.Kind;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;

/** This agent's own book, as the others read it on the board. For one thread. */
final class PinnedBook {
    /** It is signed anew when this part of its life has passed. */
    private static final int RENEW = 3;

    private final ActorRef<Board.Command> board;
    private final Duration lifetime;
    private RatingBook pinned;
    private long since;

    /**
     * Nothing is pinned yet.
     *
     * @param empty this agent's book with nothing in it
     * @param lifetime for as long as its entries count
     */
    PinnedBook(RatingBook empty, ActorRef<Board.Command> board, Duration lifetime) {
        this.pinned = empty;
        this.board = board;
        this.lifetime = lifetime;
    }

    /** Pins what the book says at {@code now}, milliseconds since 1970; unless it says nothing. */
    void pin(RatingBook book, long now) {
        if (book.entries().isEmpty()) return;
        pinned = book;
        since = now;
        var payload = BookRecords.write(pinned, Kind.RATINGS.payloadBytesMax());
        board.tell(new Board.Pin(Kind.RATINGS, payload, lifetime));
    }

    /** The same, where it says something else than before or has been there for long. */
    void renew(RatingBook book, long now) {
        boolean old =
                !pinned.entries().isEmpty() && Math.abs(now - since) >= lifetime.toMillis() / RENEW;
        if (old || !book.equals(pinned)) pin(book, now);
    }
}
