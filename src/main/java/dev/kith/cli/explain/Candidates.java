package dev.kith.cli.explain;

import dev.kith.api.explain.Candidate;
import dev.kith.cli.terminal.Table;
import dev.kith.cli.terminal.Table.Column;
import dev.kith.cli.terminal.Units;
import java.util.List;

/** Agents beside each other, with what their shares of work are made of. */
final class Candidates {
    private Candidates() {}

    static Table table(List<Candidate> candidates) {
        Table table =
                new Table(
                        List.of(
                                Column.left("WORK"),
                                Column.left("AGENT"),
                                Column.right("SHARE"),
                                Column.right("SHARDS"),
                                Column.right("WEIGHT"),
                                Column.right("SPEED"),
                                Column.right("REPUTATION"),
                                Column.right("IDLENESS"),
                                Column.right("QUEUE"),
                                Column.left("")));
        for (Candidate candidate : candidates) {
            table.row(
                    candidate.trade(),
                    candidate.name(),
                    Units.decimal(candidate.share() * 100, 0) + "%",
                    candidate.shards().map(shards -> Units.count(shards)).orElse("-"),
                    Units.decimal(candidate.weight(), 2),
                    Units.decimal(candidate.speed(), 2),
                    Units.decimal(candidate.reputation(), 2),
                    Units.decimal(candidate.idleness(), 2),
                    candidate.queue().map(texts -> Units.count(texts)).orElse("-"),
                    candidate.none().orElse(""));
        }
        return table;
    }
}
