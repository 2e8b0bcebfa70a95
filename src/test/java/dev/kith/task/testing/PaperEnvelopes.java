package dev.kith.task.testing;

import dev.kith.model.AgentId;
import dev.kith.model.Failure;
import dev.kith.wire.Envelopes;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Envelopes of one agent that keep the payload itself; audience and type are checked, each once.
 */
public final class PaperEnvelopes implements Envelopes {
    private final Post post;
    private final AgentId self;

    /** What all agents of a test share. */
    public static final class Post {
        private final Map<String, Letter> letters = new ConcurrentHashMap<>();
        private final AtomicLong number = new AtomicLong();
    }

    private record Letter(
            AgentId sender, MessageType type, String taskId, String audience, Object payload) {}

    /** The envelopes of {@code self}. */
    public PaperEnvelopes(Post post, AgentId self) {
        this.post = post;
        this.self = self;
    }

    @Override
    public Sealed seal(MessageType type, String taskId, String audience, Object payload) {
        String name = "letter-" + post.number.incrementAndGet();
        post.letters.put(name, new Letter(self, type, taskId, audience, payload));
        return new Sealed(name);
    }

    @Override
    public <T> Opened<T> open(
            Sealed sealed, MessageType expected, String audience, Class<T> payload) {
        Letter letter = post.letters.remove(sealed.json());
        if (letter == null) return rejected("unknown, or opened before: " + sealed.json());
        if (letter.type != expected) return rejected("type is " + letter.type);
        if (!letter.audience.equals(audience)) return rejected("audience is " + letter.audience);
        return new Opened.Accepted<>(
                letter.sender, letter.type, letter.taskId, payload.cast(letter.payload));
    }

    private static <T> Opened<T> rejected(String why) {
        return new Opened.Rejected<>(new Failure(Failure.Code.REJECTED_MESSAGE, why));
    }
}
