package dev.kith.store.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentState;
import dev.kith.model.SearchMode;
import dev.kith.store.Documents;
import dev.kith.store.Eventually;
import dev.kith.store.FakeIndex;
import dev.kith.store.index.FilterException;
import dev.kith.store.index.PartitionIndex;
import dev.kith.store.log.MemoryLog;
import dev.kith.store.partition.PartitionLog;
import dev.kith.wire.PartitionSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index's promise: it shows what the record shows, whatever became of its files. */
class IndexPumpTest {
    private final MemoryLog.Disk disk = new MemoryLog.Disk();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterEach
    void stop() {
        threads.shutdown();
    }

    @Test
    void showsWhatWasAppliedUpToTheAskedSequence() throws Exception {
        PartitionLog log = open();
        IndexPump pump = pump(log);
        log.apply(Documents.whole("a", 1));
        assertThat(found(pump, log, "version 1")).isOne();

        log.apply(Documents.whole("a", 2));

        assertThat(found(pump, log, "version 1")).isZero();
        assertThat(found(pump, log, "version 2")).isOne();
        log.apply(List.of(Documents.settle(DocumentState.DELETED, "a", 3)));
        assertThat(found(pump, log, "version 2")).isZero();
    }

    @Test
    void catchesUpWithWhatItHadNotSyncedWhenTheProcessEnded() throws Exception {
        PartitionLog log = open();
        IndexPump pump = pump(log);
        log.apply(Documents.whole("a", 1));
        pump.commit();
        assertThat(found(pump, log, "version 1")).isOne();
        log.apply(Documents.whole("b", 2));
        assertThat(found(pump, log, "version 2")).isOne();

        PartitionLog again = open();
        IndexPump next = pump(again);

        assertThat(found(next, again, "First part")).isEqualTo(2);
    }

    @Test
    void isMadeAnewWhereItIsMissingOrDamaged() throws Exception {
        PartitionLog log = open();
        for (int i = 1; i <= 3; i++) log.apply(Documents.whole("doc-" + i, i));
        IndexPump pump = pump(log);
        Eventually.done(pump.close());
        log.apply(List.of(Documents.put("trims", 9)));

        Files.writeString(folder.resolve("sequence"), "rubbish");
        IndexPump mended = pump(log);
        assertThat(found(mended, log, "First part")).isEqualTo(3);
        Eventually.done(mended.close());

        Files.delete(folder.resolve("sequence"));
        assertThat(found(pump(log), log, "First part")).isEqualTo(3);
    }

    @Test
    void isMadeAnewWhereItKnowsMoreThanTheRecord() throws Exception {
        PartitionLog log = open();
        var before = disk.copy();
        log.apply(Documents.whole("a", 1));
        Eventually.done(pump(log).close());

        rewind(before);
        PartitionLog older = open();

        assertThat(found(pump(older), older, "First part")).isZero();
    }

    @Test
    void isMadeAnewWhereWhatItKnewMoreHasOtherNumbersNow() throws Exception {
        PartitionLog log = open();
        log.apply(Documents.whole("a", 1));
        var before = disk.copy();
        log.apply(Documents.whole("b", 2));
        Eventually.done(pump(log).close());

        rewind(before);
        PartitionLog older = open();
        older.apply(Documents.whole("c", 3));
        assertThat(older.sequence()).isEqualTo(log.sequence());
        IndexPump pump = pump(older);

        assertThat(found(pump, older, "version 3")).isOne();
        assertThat(found(pump, older, "version 2")).isZero();
        assertThat(found(pump, older, "version 1")).isOne();
    }

    @Test
    void isMadeAnewWhereTheRecordIsOpenedAgainAndKnowsLess() throws Exception {
        PartitionLog log = open();
        log.apply(Documents.whole("a", 1));
        var before = disk.copy();
        log.apply(Documents.whole("b", 2));
        IndexPump pump = pump(log);
        assertThat(found(pump, log, "version 2")).isOne();

        rewind(before);
        log.upkeep().recount();
        log.apply(Documents.whole("c", 3));

        assertThat(found(pump, log, "version 3")).isOne();
        assertThat(found(pump, log, "version 2")).isZero();
    }

    /** As after a database was read without what was damaged of it. */
    @Test
    void isMadeAnewWhereAChangeOfTheRecordIsLost() throws Exception {
        PartitionLog log = open();
        log.apply(Documents.whole("a", 1));
        Eventually.done(pump(log).close());
        log.apply(Documents.whole("b", 2));
        log.apply(List.of(Documents.settle(DocumentState.DELETED, "a", 3)));
        log.apply(Documents.whole("c", 4));
        byte lost = 3;
        assertThat(disk.entries.keySet().removeIf(key -> key[0] == 'l' && key[8] == lost)).isTrue();
        PartitionLog torn = open();
        IndexPump pump = pump(torn);

        // Whoever asks before it is noticed, asks in vain.
        Eventually.done(pump.showing(torn.sequence()).handle((_, error) -> error == null));

        assertThat(found(pump, torn, "version 1")).as("it was deleted").isZero();
        assertThat(found(pump, torn, "First part")).isEqualTo(2);
    }

    @Test
    void isOpenedAgainAfterItFailed() throws Exception {
        PartitionLog log = open();
        var broken = new AtomicBoolean(true);
        var pump =
                new IndexPump(
                        folder,
                        log,
                        path -> {
                            if (broken.get()) throw new IllegalStateException("for a test");
                            return FakeIndex.open(path);
                        },
                        threads,
                        100);
        log.apply(Documents.whole("a", 1));
        assertThat(pump.showing(log.sequence()).toCompletableFuture())
                .failsWithin(java.time.Duration.ofSeconds(5));

        broken.set(false);

        assertThat(found(pump, log, "First part")).isOne();
    }

    @Test
    void letsGoOfChangesOnceTheyAreSynced() throws Exception {
        PartitionLog log = open();
        IndexPump pump = pump(log);
        log.apply(Documents.whole("a", 1));
        log.apply(Documents.whole("b", 1));
        Eventually.done(pump.close());

        log.apply(List.of(Documents.put("c", 1)));

        assertThat(log.trimmed()).isEqualTo(2);
    }

    @Test
    void tidiesOnceWhereNothingWasAppliedBetweenTwoCommits() throws Exception {
        PartitionLog log = open();
        var tidied = new AtomicInteger();
        var pump = tidying(log, tidied, false);
        assertThat(found(pump, log, "First part")).isZero();
        log.apply(Documents.whole("a", 1));

        pump.commit();
        assertThat(found(pump, log, "First part")).isOne();
        assertThat(tidied).as("while there was something to commit").hasValue(0);
        for (int i = 0; i < 5; i++) {
            pump.commit();
            assertThat(found(pump, log, "First part")).isOne();
        }
        assertThat(tidied).hasValue(1);

        log.apply(Documents.whole("b", 1));
        for (int i = 0; i < 5; i++) {
            pump.commit();
            assertThat(found(pump, log, "First part")).isEqualTo(2);
        }
        assertThat(tidied).hasValue(2);
    }

    @Test
    void asksADiskThatRefusesToTidyOnlyOnce() throws Exception {
        PartitionLog log = open();
        var tidied = new AtomicInteger();
        var pump = tidying(log, tidied, true);
        log.apply(Documents.whole("a", 1));

        for (int i = 0; i < 6; i++) {
            pump.commit();
            log.apply(List.of(Documents.put("unseen", 2 + i)));
            Eventually.done(pump.showing(0).handle((_, _) -> true));
        }

        assertThat(tidied).hasValue(1);
        assertThat(found(pump, log, "First part")).isOne();
    }

    /** The record loses what came since. */
    private void rewind(MemoryLog.Disk before) {
        disk.entries.clear();
        disk.entries.putAll(before.entries);
    }

    /** A pump whose index counts how often it is tidied. */
    private IndexPump tidying(PartitionLog log, AtomicInteger times, boolean failing) {
        return new IndexPump(
                folder,
                log,
                path ->
                        FakeIndex.tidied(
                                path,
                                () -> {
                                    times.incrementAndGet();
                                    if (failing) throw new IllegalStateException("for a test");
                                }),
                Runnable::run,
                100);
    }

    private PartitionLog open() throws IOException {
        return PartitionLog.open(Path.of("memory"), _ -> disk.open(), 8, InstantSource.system());
    }

    private IndexPump pump(PartitionLog log) {
        var pump = new IndexPump(folder, log, FakeIndex::open, threads, 100);
        pump.changed();
        return pump;
    }

    private static int found(IndexPump pump, PartitionLog log, String text) throws FilterException {
        PartitionIndex index = Eventually.done(pump.showing(log.sequence()));
        var query = new PartitionSearch.Query("notes", text, "", SearchMode.KEYWORD, "", 10);
        return index.candidates(query, new PartitionSearch.Statistics(1, 1, Map.of())).size();
    }
}
