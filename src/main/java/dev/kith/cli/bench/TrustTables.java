package dev.kith.cli.bench;

import dev.kith.cli.bench.TrustFigures.SharingPoint;
import dev.kith.cli.bench.TrustFigures.TrustPoint;
import dev.kith.cli.bench.sharing.SharingExperiment.Way;
import dev.kith.cli.bench.sharing.SharingExperiment.Wrong;
import dev.kith.cli.bench.sharing.Threat;
import dev.kith.cli.bench.trust.TrustExperiment.Metric;
import dev.kith.cli.bench.trust.TrustExperiment.Misjudged;
import dev.kith.cli.terminal.Style;
import dev.kith.cli.terminal.Table;
import dev.kith.cli.terminal.Table.Column;
import dev.kith.cli.terminal.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Figures as people read them. */
final class TrustTables {
    private final TrustFigures figures;

    TrustTables(TrustFigures figures) {
        this.figures = figures;
    }

    List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        lines.add("Seed " + figures.seed());
        lines.add("");
        lines.add(style.bold("Error of trust (RMS against the truth; 0 is perfect)"));
        lines.addAll(trust(Misjudged::rms).lines(style));
        lines.add("");
        lines.add(style.bold("Honest ranked above malicious (AUC; 1 always, 0 never)"));
        lines.addAll(trust(Misjudged::auc).lines(style));
        lines.add("");
        lines.add(
                style.bold(
                        "Wrong results of honest peers, second half of the cycles (all cycles)"));
        lines.addAll(sharing().lines(style));
        return lines;
    }

    private Table trust(ToDoubleFunction<Misjudged> figure) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.left("LIARS"));
        columns.add(Column.right("MALICIOUS"));
        for (Metric metric : Metric.values()) columns.add(Column.right(title(metric.word())));
        Table table = new Table(columns);
        for (TrustPoint point : figures.trust()) {
            Stream<String> cells =
                    Stream.of(Metric.values())
                            .map(metric -> point.found().get(metric))
                            .map(found -> found == null ? "" : cell(figure.applyAsDouble(found)));
            table.row(
                    Stream.concat(Stream.of(point.lies().words(), percent(point.share())), cells)
                            .toArray(String[]::new));
        }
        return table;
    }

    private Table sharing() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.left("THREAT"));
        columns.add(Column.left("SETTING"));
        for (Way way : Way.values()) columns.add(Column.right(title(way.word())));
        Table table = new Table(columns);
        for (SharingPoint point : figures.sharing()) {
            Map<Way, Wrong> found = point.found();
            Stream<String> cells = Stream.of(Way.values()).map(way -> cell(found.get(way)));
            Stream<String> head =
                    Stream.of(
                            point.threat().name(),
                            percent(point.share()) + " " + meaning(point.threat()));
            table.row(Stream.concat(head, cells).toArray(String[]::new));
        }
        return table;
    }

    /** What a share means in a threat model. */
    static String meaning(Threat threat) {
        return switch (threat) {
            case A, B -> "malicious";
            case C -> "right by liars";
            case D -> "liars, rest spies";
        };
    }

    private static String cell(@Nullable Wrong wrong) {
        if (wrong == null) return "";
        return cell(wrong.settled()) + " (" + cell(wrong.all()) + ")";
    }

    private static String cell(double figure) {
        return Double.isNaN(figure) ? "-" : Units.decimal(figure, 3);
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    private static String title(String word) {
        return word.replace('_', ' ').toUpperCase(Locale.ROOT);
    }
}
