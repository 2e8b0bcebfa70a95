package dev.kith.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns, two spaces apart. */
public final class Table {
    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A column.
     *
     * @param right whether its cells stand at the right, as numbers do
     */
    public record Column(String title, boolean right) {
        /** A column of words. */
        public static Column left(String title) {
            return new Column(title, false);
        }

        /** A column of numbers. */
        public static Column right(String title) {
            return new Column(title, true);
        }
    }

    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Adds a row; one cell for each column. */
    public Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The lines, the header first; no line ends in a space. */
    public List<String> lines(Style style) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) widths.add(width(i));
        List<String> lines = new ArrayList<>();
        lines.add(style.dim(line(columns.stream().map(Column::title).toList(), widths)));
        for (List<String> row : rows) lines.add(line(row, widths));
        return lines;
    }

    private int width(int column) {
        int width = Words.columns(columns.get(column).title());
        for (List<String> row : rows) width = Math.max(width, Words.columns(row.get(column)));
        return width;
    }

    private String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) line.append("  ");
            String gap = " ".repeat(widths.get(i) - Words.columns(cells.get(i)));
            boolean right = columns.get(i).right();
            line.append(right ? gap + cells.get(i) : cells.get(i) + gap);
        }
        return line.toString().stripTrailing();
    }
}
