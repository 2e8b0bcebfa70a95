package dev.kith.cli.bench.measure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.cli.terminal.Style;
import dev.kith.cli.terminal.Table;
import dev.kith.cli.terminal.Table.Column;
import dev.kith.cli.terminal.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came out of a benchmark: only what was measured in this call. */
public final class Findings {
    private final Machine machine = Machine.here();
    private final double loadBegin = Machine.load();
    private final Map<String, Spread> ratios = new LinkedHashMap<>();
    private final Map<String, Spread> spreads = new LinkedHashMap<>();
    private final ObjectNode figures = JsonNodeFactory.instance.objectNode();
    private final List<String> notes = new ArrayList<>();
    private String engine = "";

    /**
     * What computed the vectors.
     *
     * @param name and version
     * @param instructions the instruction set it used
     */
    public void engine(String name, String instructions) {
        engine = name + " on " + instructions;
    }

    /** A ratio: above 1 Kith is ahead, except where its name says otherwise. */
    public void ratio(String name, Spread spread) {
        ratios.put(name, spread);
    }

    /** A figure of every round. */
    public void figure(String name, List<Double> rounds) {
        spreads.put(name, Spread.of(rounds));
    }

    /** A single figure. */
    public void figure(String name, double value) {
        figures.put(name, rounded(value));
    }

    public void figure(String name, long value) {
        figures.put(name, value);
    }

    /** What was used or chosen. */
    public void figure(String name, String value) {
        figures.put(name, value);
    }

    /** What a person has to know to read the figures. */
    public void note(String line) {
        notes.add(line);
    }

    /** The medians by name. */
    public Map<String, Spread> ratios() {
        return Map.copyOf(ratios);
    }

    /**
     * For programs: {@code machine}, {@code engine}, {@code ratios} (medians), {@code figures}
     * (single ones and medians; {@code spread} has least, median, most and count of all that were
     * measured more than once; {@code notes}).
     */
    public ObjectNode json() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.set("machine", machine.json(rounded(loadBegin), rounded(Machine.load())));
        all.put("engine", engine);
        ObjectNode medians = all.putObject("ratios");
        ObjectNode single = all.putObject("figures");
        single.setAll(figures);
        ObjectNode spread = JsonNodeFactory.instance.objectNode();
        ratios.forEach((name, ratio) -> {
            medians.put(name, rounded(ratio.median()));
            spread.set(name, json(ratio));
        });
        spreads.forEach((name, figure) -> {
            single.put(name, rounded(figure.median()));
            spread.set(name, json(figure));
        });
        single.set("spread", spread);
        var said = single.putArray("notes");
        notes.forEach(said::add);
        return all;
    }

    private static ObjectNode json(Spread spread) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("min", rounded(spread.least()))
                .put("median", rounded(spread.median()))
                .put("max", rounded(spread.most()))
                .put("count", spread.count());
    }

    /** Four digits that count, at least. */
    private static double rounded(double value) {
        double scale = Math.abs(value) >= 100 ? 1e2 : 1e5;
        return Math.round(value * scale) / scale;
    }

    /** For people. */
    public List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(
                machine.processor()
                        + ", "
                        + Units.count(machine.cores(), "core")
                        + ", "
                        + Units.bytes(machine.memoryBytes()));
        lines.add(machine.system() + ", " + machine.jvm());
        if (!engine.isEmpty()) lines.add("Engine " + engine);
        lines.add(load(style));
        if (!ratios.isEmpty()) {
            lines.add("");
            lines.addAll(table("RATIO", ratios).lines(style));
        }
        if (!spreads.isEmpty()) {
            lines.add("");
            lines.addAll(table("FIGURE", spreads).lines(style));
        }
        lines.add("");
        figures.properties()
                .forEach(figure ->
                        lines.add(words(figure.getKey()) + ": " + figure.getValue().asText()));
        notes.forEach(lines::add);
        return lines;
    }

    private String load(Style style) {
        double now = Machine.load();
        String line =
                "Load "
                        + Units.decimal(loadBegin, 1)
                        + " at the beginning, "
                        + Units.decimal(now, 1)
                        + " at the end";
        boolean busy = loadBegin > machine.cores() / 2.0;
        return busy ? style.warning(line + ": other programs took part of the machine") : line;
    }

    private static Table table(String title, Map<String, Spread> rows) {
        Table table =
                new Table(
                        List.of(
                                Column.left(title),
                                Column.right("MIN"),
                                Column.right("MEDIAN"),
                                Column.right("MAX"),
                                Column.right("ROUNDS")));
        rows.forEach((name, spread) ->
                table.row(
                        words(name),
                        number(spread.least()),
                        number(spread.median()),
                        number(spread.most()),
                        Units.count(spread.count())));
        return table;
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return Units.decimal(
                value, size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.1 ? 3 : 5);
    }

    private static String words(String name) {
        return name.replace('_', ' ');
    }
}
