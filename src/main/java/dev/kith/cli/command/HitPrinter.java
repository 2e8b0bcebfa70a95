package dev.kith.cli.command;

import dev.kith.api.SearchAnswer;
import dev.kith.api.SearchAnswer.Coverage;
import dev.kith.api.SearchAnswer.Hit;
import dev.kith.cli.terminal.Style;
import dev.kith.cli.terminal.Units;
import dev.kith.cli.terminal.Words;
import java.util.ArrayList;
import java.util.List;

/** A search's answer as a person reads it. */
public final class HitPrinter {
    private static final int WIDTH_MAX = 100;
    private static final int PASSAGE_LINES_MAX = 8;

    private final Style style;
    private final int width;

    /**
     * @param width columns of the terminal
     */
    public HitPrinter(Style style, int width) {
        this.style = style;
        this.width = Math.min(width, WIDTH_MAX);
    }

    /** The hits, and at the end what was asked and how much of the index was seen. */
    public List<String> lines(SearchAnswer answer) {
        List<String> lines = new ArrayList<>();
        for (Hit hit : answer.hits()) {
            lines.addAll(lines(hit, answer.query(), PASSAGE_LINES_MAX));
            lines.add("");
        }
        if (answer.hits().isEmpty()) lines.add("Nothing was found.");
        lines.add(coverage(answer));
        answer.notes().forEach(note -> lines.add(style.warning("note: " + note)));
        return lines;
    }

    /** One hit: a head line, where in the document it stands, the passage. */
    public List<String> lines(Hit hit, String query, int passageLinesMax) {
        String rank = hit.rank() + ".";
        String indent = " ".repeat(rank.length() + 1);
        int room = width - indent.length();
        List<String> lines = new ArrayList<>();
        lines.add(rank + " " + head(hit, room));
        String title = Words.flat(hit.title());
        String path = Words.flat(String.join(" › ", hit.headings()));
        if (!path.isEmpty() && !path.equals(title))
            lines.add(indent + style.dim(Words.shorten(path, room)));
        List<String> passage = Words.wrap(withoutHeading(hit, title), room);
        int shown = Math.min(passage.size(), passageLinesMax);
        for (int i = 0; i < shown; i++) {
            boolean cut = i == shown - 1 && shown < passage.size();
            String line = cut ? Words.shorten(passage.get(i) + " …", room) : passage.get(i);
            lines.add(indent + Words.mark(line, query, style::found));
        }
        return lines;
    }

    /** A passage may begin with its title or heading, which stand above it already. */
    private static String withoutHeading(Hit hit, String title) {
        String flat = without(Words.flat(hit.passage()), title);
        return hit.headings().isEmpty()
                ? flat
                : without(flat, Words.flat(hit.headings().getLast()));
    }

    private static String without(String text, String head) {
        boolean repeats = !head.isEmpty() && text.startsWith(head + " ");
        return repeats ? text.substring(head.length() + 1) : text;
    }

    private String head(Hit hit, int room) {
        String score = Units.decimal(hit.score(), 2);
        String title = Words.flat(hit.title());
        boolean titled = !title.isEmpty() && !title.equals(hit.id());
        int left = room - score.length() - 2;
        String name = Words.shorten(titled ? title : hit.id(), left);
        String id = "";
        if (titled && left - Words.columns(name) - 2 >= 8) {
            id = Words.shorten(hit.id(), left - Words.columns(name) - 2);
        }
        int used = Words.columns(name) + (id.isEmpty() ? 0 : 2 + Words.columns(id));
        String gap = " ".repeat(Math.max(2, room - used - score.length()));
        return style.bold(name) + (id.isEmpty() ? "" : "  " + style.dim(id)) + gap + score;
    }

    private String coverage(SearchAnswer answer) {
        Coverage coverage = answer.coverage();
        String seen =
                coverage.partitionsAnswered() + "/" + coverage.partitionsTotal() + " partitions";
        String rest = ", " + answer.mode() + ", " + answer.tookMillis() + " ms";
        return coverage.complete()
                ? style.dim(seen + rest)
                : style.warning("partial: only " + seen + " answered" + rest);
    }
}
