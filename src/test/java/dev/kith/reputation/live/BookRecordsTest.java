package dev.kith.reputation.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Capability;
import dev.kith.reputation.Raters;
import dev.kith.reputation.Reputation;
import dev.kith.reputation.Roster;
import dev.kith.reputation.Score;
import dev.kith.reputation.WeighedBook;
import dev.kith.reputation.book.BookEntry;
import dev.kith.reputation.book.EvidenceKind;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.RatingBook;
import dev.kith.wire.record.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.pekko.util.ByteString;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A book comes back as it was written; whatever else somebody signs gives a book or nothing. */
class BookRecordsTest {
    private static final Offset<Double> PARTS = Offset.offset(1e-4);
    private static final int MAX = Kind.RATINGS.payloadBytesMax();

    @Test
    void readsWhatItWrote() {
        RatingBook book = book(new SplittableRandom(1), 40);

        RatingBook read =
                BookRecords.read(book.rater(), BookRecords.write(book, MAX)).orElseThrow();

        assertThat(read.entries()).hasSameSizeAs(book.entries());
        for (int i = 0; i < read.entries().size(); i++) {
            BookEntry one = read.entries().get(i);
            BookEntry other = book.entries().get(i);
            assertThat(one.compareTo(other)).isZero();
            assertThat(one.lastTime()).isEqualTo(other.lastTime());
            assertThat(one.passes()).isEqualTo(other.passes());
            assertThat(one.fails()).isEqualTo(other.fails());
            assertThat(one.masses().pass()).isCloseTo(other.masses().pass(), PARTS);
            assertThat(one.masses().fail()).isCloseTo(other.masses().fail(), PARTS);
            assertThat(one.recent()).hasSameSizeAs(other.recent());
        }
    }

    @Test
    void writesTheSameBytesForWhatItReadAgain() {
        RatingBook book = book(new SplittableRandom(2), 40);
        ByteString bytes = BookRecords.write(book, MAX);

        var read = BookRecords.read(book.rater(), bytes).orElseThrow();

        assertThat(BookRecords.write(read, MAX)).isEqualTo(bytes);
    }

    @Test
    void keepsWhatWasTouchedLastWhereNotAllHasRoom() {
        RatingBook book = book(new SplittableRandom(3), 2000);
        assertThat(BookRecords.write(book, Integer.MAX_VALUE).size()).isGreaterThan(MAX);

        ByteString bytes = BookRecords.write(book, MAX);
        RatingBook read = BookRecords.read(book.rater(), bytes).orElseThrow();

        assertThat(bytes.size()).isBetween(MAX * 3 / 4, MAX);
        long oldest = read.entries().stream().mapToLong(BookEntry::lastTime).min().orElseThrow();
        assertThat(book.entries().stream().filter(entry -> entry.lastTime() > oldest))
                .hasSizeLessThan(read.entries().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"subjects\":[],\"trades\":[],\"entries\":[[]]}",
                "{\"subjects\":[null],\"trades\":[\"embed\"],\"entries\":[]}",
                "{\"subjects\":[\"did:web:x\"],\"trades\":[\"embed\"],\"entries\":[]}",
                "{\"subjects\":[],\"trades\":[\"embed\"],\"entries\":[[0,0,1,1,1,1,1,1,1]]}",
                "{\"subjects\":[\"A\"],\"trades\":[\"embed\"],\"entries\":[[0,1,1,1,1,1,1,1,1]]}",
                "{\"subjects\":[\"A\"],\"trades\":[\"embed\"],\"entries\":[[0,0,1,1,1,1,1,1]]}",
                "{\"subjects\":[\"A\"],\"trades\":[\"embed\"],\"entries\":[[0,0,1,1,-1,1,1,1,1]]}",
                "{\"subjects\":[\"A\"],\"trades\":[\"embed\"],\"entries\":[[0,0,1,1,1,1,1,1,-1]]}",
                "{\"subjects\":[\"A\"],\"trades\":[\"embed\"],"
                        + "\"entries\":[[0,0,1,1,1,1,1,1,99999999999999999999]]}",
                "{\"subjects\":[\"A\"],\"trades\":[\"embed\"],"
                        + "\"entries\":[[0,0,1,1,1,1,1,1,1],[0,0,1,1,1,1,1,1,1]]}",
                "{\"subjects\":[\"A\"],\"trades\":[\"embed\"],"
                        + "\"entries\":[[0,0,1,1,1,1,1,1,1,5,1,1,1,1,5,1,1,1,1]]}",
                "{\"subjects\":[\"SELF\"],\"trades\":[\"embed\"],\"entries\":[[0,0,1,1,1,1,1,1,1]]}",
            })
    void takesNothingFromWhatIsNoBook(String text) {
        String said =
                text.replace("SELF", Raters.agent(0).did()).replace("A", Raters.agent(1).did());

        assertThat(BookRecords.read(Raters.agent(0), ByteString.fromString(said))).isEmpty();
    }

    @Test
    void leavesOutTradesThatItDoesNotKnow() {
        String said =
                "{\"subjects\":[\"%s\"],\"trades\":[\"juggle\",\"embed\"],\"more\":1,"
                                .formatted(Raters.agent(1).did())
                        + "\"entries\":[[0,0,1,1,1,1,1,1,1],[0,1,1,1,1,1,1,1,1]]}";

        var read = BookRecords.read(Raters.agent(0), ByteString.fromString(said)).orElseThrow();

        assertThat(read.entries()).extracting(BookEntry::trade).containsExactly(Capability.EMBED);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void givesABookOrNothingOfAnyBytes(long seed) {
        var random = new SplittableRandom(seed);
        byte[] good = BookRecords.write(book(random, 30), MAX).toArray();
        int books = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] bad = damaged(good, random);
            Optional<RatingBook> read =
                    BookRecords.read(Raters.agent(0), ByteString.fromArray(bad));
            if (read.isPresent()) {
                books++;
                weigh(read.get());
                assertThat(
                                BookRecords.read(
                                        Raters.agent(0),
                                        BookRecords.write(read.get(), Integer.MAX_VALUE)))
                        .as("seed %d, round %d", seed, i)
                        .isPresent();
            }
        }
        assertThat(books).as("some damage leaves a book").isPositive();
    }

    /** What no check has stopped must not stop those who count with it. */
    private static Score weigh(RatingBook book) {
        var roster = new Roster();
        var reputation = new Reputation(Raters.agent(9), roster, Raters.SETTINGS);
        reputation.accept(WeighedBook.of(book, roster, Raters.SETTINGS, Raters.START));
        return reputation.score(Raters.agent(1), Capability.EMBED);
    }

    @Test
    void canBeWeighedHoweverMuchItClaims() {
        long slot = Raters.START / Raters.SETTINGS.evidence().windowShort().dividedBy(4).toMillis();
        for (String most : List.of("10000000000000", "9007199254740991", "9223372036854775807")) {
            var row = new StringBuilder("0,0,9223372036854775807,1,1,M,M,M,M");
            for (long back = 3; back >= 0; back--) row.append("," + (slot - back) + ",M,M,M,M");
            String said =
                    "{\"subjects\":[\"%s\"],\"trades\":[\"embed\"],\"entries\":[[%s]]}"
                            .formatted(Raters.agent(1).did(), row.toString().replace("M", most));

            Optional<RatingBook> read =
                    BookRecords.read(Raters.agent(0), ByteString.fromString(said));

            assertThat(read.isPresent()).isEqualTo(most.equals("10000000000000"));
            read.ifPresent(book -> assertThat(weigh(book).trust()).isBetween(0.0, 1.0));
        }
    }

    private static byte[] damaged(byte[] good, RandomGenerator random) {
        byte[] bad = good.clone();
        byte[] words = "[]{}\",:0123456789-e.nul".getBytes(StandardCharsets.US_ASCII);
        for (int n = random.nextInt(1, 5); n > 0; n--) {
            bad[random.nextInt(bad.length)] =
                    random.nextBoolean()
                            ? words[random.nextInt(words.length)]
                            : (byte) random.nextInt(256);
        }
        int length = random.nextInt(10) == 0 ? random.nextInt(bad.length) : bad.length;
        return java.util.Arrays.copyOf(bad, length);
    }

    private static RatingBook book(RandomGenerator random, int ratings) {
        List<Rating> all = new ArrayList<>();
        for (int i = 0; i < ratings; i++) {
            all.add(
                    new Rating(
                            Raters.agent(random.nextInt(1, 400)),
                            random.nextBoolean() ? Capability.EMBED : Capability.CHUNK,
                            Raters.verdict(random),
                            EvidenceKind.AUDIT,
                            random.nextInt(1, 65),
                            Raters.START + random.nextInt(100_000_000)));
        }
        return RatingBook.empty(Raters.agent(0)).with(all, Raters.SETTINGS.evidence());
    }
}
