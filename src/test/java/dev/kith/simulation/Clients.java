package dev.kith.simulation;

import dev.kith.model.CollectionName;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.Version;
import dev.kith.store.Copies;
import dev.kith.store.StoreWrite;
import dev.kith.task.Intake;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Clients: each asks one agent for one thing and notes what it is told. */
final class Clients {
    private static final CollectionName COLLECTION = new CollectionName("notes");

    private final World world;
    private final Promises promises;

    Clients(World world, Promises promises) {
        this.world = world;
        this.promises = promises;
    }

    static DocumentKey key(int document) {
        return new DocumentKey(COLLECTION, "doc-" + (char) ('a' + document));
    }

    static String text(int document, int text) {
        return "Text %d of document %d, in two parts.".formatted(text, document);
    }

    void put(Life life, int document, int text) {
        var key = key(document);
        var description = new Intake.Description(key, "plain", "", Map.of(), 0, Optional.empty());
        long asked = world.turns().now();
        int before = life.spoken().sealed().size();
        int puts = life.put().size();
        world.history().began();
        life.intake()
                .put(description, text(document, text))
                .thenAccept(outcome -> {
                    if (!life.alive()) return;
                    world.note(
                            "m%d put %s %d: %s".formatted(life.number(), key.id(), text, outcome));
                    if (!(outcome instanceof Outcome.Good<Intake.Accepted>(var accepted))) return;
                    var confirmed =
                            life.spoken().sealed().stream()
                                    .skip(before)
                                    .filter(record -> record.task().equals(accepted.task()))
                                    .filter(record -> record.state() != DocumentState.DELETED);
                    var written =
                            life.put().stream()
                                    .skip(puts)
                                    .filter(record -> record.task().equals(accepted.task()));
                    acknowledged(
                            Stream.concat(confirmed, written).toList(), accepted.copies(), asked);
                });
    }

    void delete(Life life, int document) {
        var key = key(document);
        long asked = world.turns().now();
        int before = life.spoken().sealed().size();
        world.history().began();
        life.intake()
                .delete(key, 0)
                .thenAccept(outcome -> {
                    if (!life.alive()) return;
                    world.note("m%d delete %s: %s".formatted(life.number(), key.id(), outcome));
                    if (outcome instanceof Outcome.Bad<Intake.Accepted>(var failure)
                            && failure.code() == Failure.Code.NOT_FOUND) {
                        promises.absent(key, asked);
                    }
                    if (!(outcome instanceof Outcome.Good<Intake.Accepted>(var accepted))) return;
                    var tombstones =
                            life.spoken().sealed().stream()
                                    .skip(before)
                                    .filter(record -> record.state() == DocumentState.DELETED)
                                    .filter(record -> record.key().equals(key));
                    acknowledged(tombstones.toList(), accepted.copies(), asked);
                });
    }

    void read(Life life, int document) {
        var key = key(document);
        long asked = world.turns().now();
        world.history().began();
        life.copies()
                .head(key)
                .thenAccept(outcome -> {
                    if (!life.alive()) return;
                    if (outcome instanceof Outcome.Good<Copies.Head>(var head)) {
                        Optional<Version> newest = head.newest().map(DocumentRecord::version);
                        world.note("m%d read %s: %s".formatted(life.number(), key.id(), newest));
                        promises.read(key, newest, asked);
                    }
                });
    }

    void cancel(Life life, int document) {
        var key = key(document);
        world.history().began();
        life.copies()
                .head(key)
                .thenAccept(outcome -> {
                    if (!life.alive()) return;
                    if (!(outcome instanceof Outcome.Good<Copies.Head>(var head))) return;
                    head.newest()
                            .filter(record -> record.state() == DocumentState.PENDING)
                            .ifPresent(record -> cancel(life, record));
                });
    }

    private void cancel(Life life, DocumentRecord pending) {
        var canceled = pending.with(DocumentState.CANCELED, 0, Optional.empty());
        world.history().settled(canceled);
        world.note("m%d cancels %s".formatted(life.number(), pending.key().id()));
        life.copies().write(new StoreWrite.Settle(canceled), 0);
    }

    /** Of several records that may be meant, what was asked for is at least the oldest. */
    private void acknowledged(List<DocumentRecord> meant, int copies, long asked) {
        if (meant.isEmpty()) return;
        var history = world.history();
        var byVersion = Comparator.comparing(DocumentRecord::version);
        var record = Collections.min(meant, byVersion);
        boolean known = meant.stream().map(DocumentRecord::version).distinct().count() == 1;
        boolean deletes = record.state() == DocumentState.DELETED;
        var operation =
                new History.Acknowledged(
                        record.key(),
                        record.version(),
                        Collections.max(meant, byVersion).version(),
                        deletes,
                        known ? (deletes ? 0 : record.segments()) : -1,
                        copies,
                        asked,
                        world.turns().now(),
                        history.burns());
        history.acknowledged(operation);
        promises.acknowledged(operation);
    }
}
