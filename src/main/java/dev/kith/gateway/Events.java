package dev.kith.gateway;

import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Budget;
import dev.kith.gateway.http.Problems;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;

/**
 * Streams of server-sent events: so many at once, each with a bounded buffer that drops the oldest,
 * and a comment now and then while nothing happens.
 *
 * <p>Source: WHATWG HTML, §9.2.5 "Parsing an event stream". JSON has no raw line breaks, so one
 * {@code data} line is enough.
 */
final class Events {
    private static final ByteString COMMENT = ByteString.fromString(": quiet\n\n");
    private static final ByteString BLANK_LINE = ByteString.fromString("\n\n");

    private final GatewaySettings settings;
    private final Answers answers;
    private final Materializer materializer;
    private final Budget streams;

    Events(GatewaySettings settings, Answers answers, Materializer materializer) {
        this.settings = settings;
        this.answers = answers;
        this.materializer = materializer;
        this.streams = new Budget(settings.eventStreamsMax());
    }

    /** Where a stream's events are told. Any thread. */
    interface Sink {
        /** One event with a record of {@code api}. */
        void tell(String name, Object data);

        /** Nothing will come any more. */
        void end();
    }

    /**
     * A stream of events, or 429.
     *
     * @param listen begins telling the sink, and gives back what stops that
     */
    HttpResponse stream(Function<Sink, Runnable> listen) {
        if (!streams.take(1)) {
            return answers.problem(Problems.busy("too many streams of events; ask again later"));
        }
        var queue =
                Source.<ByteString>queue(settings.eventsBufferMax(), OverflowStrategy.dropHead())
                        .preMaterialize(materializer);
        Runnable stop = listen.apply(new Telling(queue.first()));
        queue.first()
                .watchCompletion()
                .whenComplete((_, _) -> {
                    stop.run();
                    streams.give(1);
                });
        return answers.events(
                queue.second()
                        .prepend(Source.single(COMMENT))
                        .keepAlive(settings.eventsKeepAlive(), () -> COMMENT));
    }

    private record Telling(SourceQueueWithComplete<ByteString> queue) implements Sink {
        @Override
        public void tell(String name, Object data) {
            var head = ByteString.fromString("event: " + name + "\ndata: ");
            var _ = queue.offer(head.concat(Answers.bytes(data)).concat(BLANK_LINE));
        }

        @Override
        public void end() {
            queue.complete();
        }
    }
}
