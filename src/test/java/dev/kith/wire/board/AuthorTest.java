package dev.kith.wire.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.wire.record.Hash;
import dev.kith.wire.record.Kind;
import dev.kith.wire.record.RecordCheck;
import dev.kith.wire.record.SignedRecord;
import dev.kith.wire.record.SignedRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent never signs two records of one version, whatever befalls its clock and its disk. */
class AuthorTest {
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final ByteString TEXT = ByteString.fromString("text");

    @TempDir private Path folder;
    private final RecordCheck check = BoardCast.check();
    private long now = 1_790_000_000_000L;

    @Test
    void chainsItsRecordsAndCountsUp() throws Exception {
        Author author = author(file());
        SignedRecord one = author.next(TEXT, LIFETIME);
        SignedRecord two = author.next(TEXT, LIFETIME);

        assertThat(one.claim().version()).isEqualTo(now);
        assertThat(one.claim().notAfter()).isEqualTo(now + LIFETIME.toMillis());
        assertThat(one.claim().previous()).isEqualTo(Hash.NONE);
        assertThat(two.claim().version()).isEqualTo(now + 1);
        assertThat(two.claim().previous()).isEqualTo(one.hash());
        assertThat(two.counts(now)).isTrue();
        assertThat(two.counts(now + LIFETIME.toMillis() + 1)).isFalse();
    }

    @Test
    void saysThatThereIsNothingAnyMore() throws Exception {
        Author author = author(file());
        author.next(TEXT, LIFETIME);

        SignedRecord gone = author.next(ByteString.emptyByteString(), LIFETIME);

        assertThat(gone.claim().removed()).isTrue();
        assertThat(gone.counts(now)).isFalse();
    }

    @Test
    void goesOnAboveWhatItWroteAfterACrashAndWithTheClockSetBack() throws Exception {
        List<Long> versions = new ArrayList<>();
        for (int life = 0; life < 20; life++) {
            Author author = author(file());
            for (int i = 0; i < 5; i++) {
                versions.add(author.next(TEXT, LIFETIME).claim().version());
                now += 3_000;
            }
            now -= 600_000;
        }

        assertThat(versions).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void goesOnAboveWhatOthersHaveOfItWhenItWasRestored() throws Exception {
        Author before = author(file());
        now += 10_000_000;
        SignedRecord newest = before.next(TEXT, LIFETIME);
        now -= 5_000_000;
        Author restored = author(new Forgetful());

        assertThat(restored.heard(BoardCast.slot(check, newest))).isTrue();
        SignedRecord next = restored.next(TEXT, LIFETIME);

        assertThat(next.claim().version()).isGreaterThan(newest.claim().version());
        assertThat(next.claim().previous()).isEqualTo(newest.hash());
        assertThat(restored.heard(BoardCast.slot(check, next))).isFalse();
        assertThat(SignedRecords.empty(check).put(newest).put(next).forks()).isEmpty();
    }

    @Test
    void signsNothingWhoseVersionItCannotKeep() throws Exception {
        Files.createFile(folder.resolve("full"));
        VersionMark broken = VersionFile.in(folder.resolve("full"), Kind.VITALS);

        assertThatThrownBy(() -> author(broken).next(TEXT, LIFETIME))
                .isInstanceOf(IOException.class);
    }

    @Test
    void writesToDiskSeldomAndBeforeItSigns() throws Exception {
        var mark = new Counting();
        Author author = author(mark);
        for (int i = 0; i < 400; i++) {
            long version = author.next(TEXT, LIFETIME).claim().version();
            assertThat(mark.kept).isGreaterThanOrEqualTo(version);
            now += 3_000;
        }

        assertThat(mark.writes).isEqualTo(2);
    }

    @Test
    void goesByTheClockWhereTheMarkIsDamaged() throws Exception {
        Files.writeString(folder.resolve("vitals"), "12x");

        assertThat(author(file()).next(TEXT, LIFETIME).claim().version()).isEqualTo(now);
    }

    private VersionMark file() {
        return VersionFile.in(folder, Kind.VITALS);
    }

    private Author author(VersionMark mark) {
        return new Author(
                Kind.VITALS,
                new Author.Voice(
                        BoardCast.NETWORK, BoardCast.agent(1), () -> Instant.ofEpochMilli(now)),
                mark);
    }

    private static class Forgetful implements VersionMark {
        @Override
        public long read() {
            return 0;
        }

        @Override
        public void write(long mark) {}
    }

    private static final class Counting extends Forgetful {
        private int writes;
        private long kept;

        @Override
        public void write(long mark) {
            writes++;
            kept = mark;
        }
    }
}
