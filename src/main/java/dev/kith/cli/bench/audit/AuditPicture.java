package dev.kith.cli.bench.audit;

import dev.kith.cli.bench.audit.AuditFigures.Kind;
import java.awt.Color;
import java.awt.Font;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How soon each cheat is caught, and what it leaves behind, as one picture. */
final class AuditPicture {
    private static final Color BLUE = new Color(0x00, 0x72, 0xB2);
    private static final Color ORANGE = new Color(0xD5, 0x5E, 0x00);

    private AuditPicture() {}

    /** Draws over what is there. Needs no screen. */
    static void draw(double overhead, SortedMap<Cheat, Kind> kinds, Path file) throws IOException {
        System.setProperty("java.awt.headless", "true");
        List<String> names =
                kinds.keySet().stream().map(c -> AuditPart.word(c).replace('_', ' ')).toList();
        CategoryChart caught =
                chart(
                        String.format(
                                Locale.ROOT,
                                "Results until a cheat is caught (%.1f %% are checked)",
                                100 * overhead),
                        "results since it began to cheat");
        bars(caught, "on average", names, kinds, Kind::resultsUntilCaught);
        bars(caught, "at most", names, kinds, Kind::resultsUntilCaughtMax);
        CategoryChart wrong = chart("What it leaves in the index", "wrong vectors");
        bars(wrong, "when it is caught", names, kinds, Kind::wrongBeforeRetroAudit);
        bars(wrong, "after its work was done again", names, kinds, Kind::wrongAfterRetroAudit);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            BitmapEncoder.saveBitmap(List.of(caught, wrong), 2, 1, out, BitmapFormat.PNG);
        }
    }

    private static void bars(
            CategoryChart chart,
            String name,
            List<String> names,
            SortedMap<Cheat, Kind> kinds,
            ToDoubleFunction<Kind> figure) {
        chart.addSeries(name, names, kinds.values().stream().map(figure::applyAsDouble).toList());
    }

    private static CategoryChart chart(String title, String y) {
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(1200)
                        .height(420)
                        .title(title)
                        .xAxisTitle("what the agent does instead of its work")
                        .yAxisTitle(y)
                        .build();
        CategoryStyler styler = chart.getStyler();
        styler.setLegendPosition(LegendPosition.InsideNW);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotGridLinesColor(new Color(225, 225, 225));
        styler.setPlotBorderVisible(false);
        styler.setSeriesColors(new Color[] {BLUE, ORANGE});
        styler.setLabelsVisible(true);
        styler.setLabelsFontColorAutomaticEnabled(false);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setDecimalPattern("#,###.#");
        return chart;
    }
}
