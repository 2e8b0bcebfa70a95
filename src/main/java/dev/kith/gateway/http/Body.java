package dev.kith.gateway.http;

import dev.kith.api.Problem;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.Done;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;

/**
 * What a request carries, read at most once. What a route does not read is read off and thrown
 * away, up to a limit, before the answer is sent: a server that answers in the midst of a body
 * closes the connection (RFC 9112, section 9.6), and a sender that is still writing then finds it
 * broken and no answer.
 */
public final class Body {
    private final RequestEntity entity;
    private final Materializer materializer;
    private final long drainBytesMax;
    private final AtomicBoolean taken = new AtomicBoolean();

    Body(RequestEntity entity, Materializer materializer, long drainBytesMax) {
        this.entity = entity;
        this.materializer = materializer;
        this.drainBytesMax = drainBytesMax;
    }

    /** What it says it is; {@code application/octet-stream} where it says nothing. */
    public ContentType type() {
        return entity.getContentType();
    }

    /** Media type in lower case without parameters. */
    public String mediaType() {
        return type().mediaType().toString().toLowerCase(Locale.ROOT);
    }

    /** Its length, or {@code otherwise} where it comes in chunks. */
    public long length(long otherwise) {
        return entity.getContentLengthOption().orElse(otherwise);
    }

    /** The bytes as they come, without any limit of their own. */
    public Source<ByteString, ?> stream() {
        taken.set(true);
        return entity.withoutSizeLimit().getDataBytes();
    }

    /**
     * The bytes as they come, cut off when more than the drain limit has come after {@code bytes}.
     *
     * @param bytesMax how many are wanted
     */
    public Source<ByteString, ?> stream(long bytesMax) {
        var seen = new AtomicLong();
        return stream().takeWhile(b -> seen.addAndGet(b.size()) <= bytesMax + drainBytesMax);
    }

    /** All of it, or a 413 problem, or a 400 one where it broke off. */
    public CompletionStage<Checked<ByteString>> whole(long bytesMax, String remedy) {
        if (length(0) > bytesMax) {
            return CompletableFuture.completedFuture(Checked.wrong(tooLarge(bytesMax, remedy)));
        }
        var held = new Held(bytesMax);
        return stream(bytesMax)
                .runWith(Sink.foreach(held::add), materializer)
                .handle((_, error) ->
                        error != null
                                ? Checked.wrong(brokenOff())
                                : held.overflowed()
                                        ? Checked.wrong(tooLarge(bytesMax, remedy))
                                        : Checked.fine(held.bytes()));
    }

    /** Reads off what nobody has asked for; the stage never fails. */
    CompletionStage<Done> discardUnlessTaken() {
        if (taken.get() || entity.isStrict()) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
        return stream(0)
                .runWith(Sink.ignore(), materializer)
                .exceptionally(_ -> Done.getInstance()); // the client went away
    }

    /** The problem of a body over its limit. */
    public static Problem tooLarge(long bytesMax, String remedy) {
        return Problems.tooLarge("the body is longer than " + bytesMax + " bytes; " + remedy);
    }

    /** The problem of a body that ended before its end; hardly anybody is left to read it. */
    public static Problem brokenOff() {
        return Problems.invalid("the body broke off; send it again");
    }

    /** Where streams run. */
    public Materializer materializer() {
        return materializer;
    }

    /** Bytes up to a limit; beyond it only their number matters. */
    private static final class Held {
        private final long bytesMax;
        private long seen;
        private ByteStringBuilder builder = new ByteStringBuilder();

        Held(long bytesMax) {
            this.bytesMax = bytesMax;
        }

        void add(ByteString bytes) {
            seen += bytes.size();
            if (overflowed()) builder = new ByteStringBuilder();
            else builder.append(bytes);
        }

        boolean overflowed() {
            return seen > bytesMax;
        }

        ByteString bytes() {
            return builder.result();
        }
    }
}
