package dev.kith.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Bytes cut anywhere give the same lines and characters as bytes that come at once. */
class PiecesTest {
    private static final ActorTestKit KIT =
            ActorTestKit.create(ConfigFactory.parseString("pekko.actor.provider = local"));
    private static final int LINE_MAX = 12;

    @AfterAll
    static void shutdown() {
        KIT.shutdownTestKit();
    }

    @Test
    void framesTheSameLinesHoweverTheBytesAreCut() {
        String text =
                "one\n\n  \r\nfour is far too long\nfive\r\nexactly 12 ch\nexactly  12b\nlast";
        for (long seed = 0; seed < 300; seed++) {
            List<String> lines = frame(cut(text.getBytes(UTF_8), seed));

            assertThat(lines)
                    .as("seed %d", seed)
                    .containsExactly(
                            "1:one", "4!20", "5:five\r", "6!13", "7:exactly  12b", "8:last");
        }
    }

    @Test
    void framesNothingOutOfNothing() {
        assertThat(frame(List.of())).isEmpty();
        assertThat(frame(cut("\n\n\n".getBytes(UTF_8), 1))).isEmpty();
    }

    @Test
    void decodesTheSameTextHoweverTheBytesAreCut() {
        String text = "\ufeffGrüße 😀 \u0000 e\u0301 שלום \ufeff end";
        for (long seed = 0; seed < 300; seed++) {
            assertThat(decode(cut(text.getBytes(UTF_8), seed)))
                    .as("seed %d", seed)
                    .isEqualTo(text.substring(1));
        }
    }

    @Test
    void findsTheSameBadByteHoweverTheBytesAreCut() {
        byte[] bad = "Grüße 😀 ? and more".getBytes(UTF_8);
        bad[13] = (byte) 0xff;
        for (long seed = 0; seed < 300; seed++) {
            assertThat(decode(cut(bad, seed))).as("seed %d", seed).contains("0xFF at offset 13");
        }
    }

    @Test
    void matchesPathsAndTheRestOfPaths() {
        var rest = new Route("GET", "/v1/documents/{id*}", _ -> new CompletableFuture<>());
        var events = new Route("GET", "/v1/tasks/{id}/events", _ -> new CompletableFuture<>());
        var task = new Route("GET", "/v1/tasks/{id}", _ -> new CompletableFuture<>());
        var root = new Route("GET", "/", _ -> new CompletableFuture<>());

        assertThat(rest.match("/v1/documents/a/b%2Fc")).contains(Map.of("id", "a/b%2Fc"));
        assertThat(rest.match("/v1/documents")).isEmpty();
        assertThat(rest.match("/v1/documents/")).contains(Map.of("id", ""));
        assertThat(events.match("/v1/tasks/t1/events")).contains(Map.of("id", "t1"));
        assertThat(events.match("/v1/tasks/t1")).isEmpty();
        assertThat(task.match("/v1/tasks/t1")).contains(Map.of("id", "t1"));
        assertThat(task.match("/v1/tasks/t1/events")).isEmpty();
        assertThat(task.match("/v1/tasks/")).isEmpty();
        assertThat(root.match("/")).isPresent();
        assertThat(root.match("/x")).isEmpty();
    }

    @Test
    void readsPercentEncodingStrictly() {
        assertThat(PercentCode.decode("a%20b+c%C3%A4", true)).contains("a b cä");
        assertThat(PercentCode.decode("a+b", false)).contains("a+b");
        assertThat(PercentCode.decode("%", false)).isEqualTo(Optional.empty());
        assertThat(PercentCode.decode("%4", false)).isEmpty();
        assertThat(PercentCode.decode("%zz", false)).isEmpty();
        assertThat(PercentCode.decode("%ff", false)).isEmpty();
    }

    @Test
    void holdsNoMoreThanTheBudget() {
        var budget = new Budget(10);

        assertThat(budget.take(6)).isTrue();
        assertThat(budget.take(5)).isFalse();
        assertThat(budget.take(4)).isTrue();
        budget.give(10);
        assertThat(budget.used()).isZero();
    }

    private static String decode(List<ByteString> pieces) {
        var decoder = new Utf8Decoder();
        var text = new StringBuilder();
        for (ByteString piece : pieces) {
            switch (decoder.feed(piece)) {
                case Checked.Fine<String>(var fine) -> text.append(fine);
                case Checked.Wrong<String>(var problem) -> {
                    return problem.detail();
                }
            }
        }
        return switch (decoder.finish()) {
            case Checked.Fine<String>(var rest) -> text.append(rest).toString();
            case Checked.Wrong<String>(var problem) -> problem.detail();
        };
    }

    private static List<String> frame(List<ByteString> pieces) {
        var lines = new ArrayList<String>();
        var done =
                Source.from(pieces)
                        .via(new NdjsonFraming(LINE_MAX))
                        .runWith(
                                Sink.foreach(line ->
                                        lines.add(
                                                line.number()
                                                        + (line.tooLong()
                                                                ? "!" + line.length()
                                                                : ":"
                                                                        + line.bytes()
                                                                                .utf8String()))),
                                KIT.system());
        try {
            done.toCompletableFuture().get(30, java.util.concurrent.TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return lines;
    }

    private static List<ByteString> cut(byte[] bytes, long seed) {
        var random = new Random(seed);
        var pieces = new ArrayList<ByteString>();
        int at = 0;
        while (at < bytes.length) {
            int size = Math.min(bytes.length - at, 1 + random.nextInt(9));
            pieces.add(ByteString.fromArray(bytes, at, size));
            at += size;
        }
        return pieces;
    }
}
