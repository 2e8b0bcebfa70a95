package dev.kith.cli.bench;

import dev.kith.cli.bench.TrustFigures.Lies;
import dev.kith.cli.bench.sharing.SharingExperiment.Way;
import dev.kith.cli.bench.sharing.Threat;
import dev.kith.cli.bench.trust.TrustExperiment.Metric;
import dev.kith.cli.bench.trust.TrustExperiment.Misjudged;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Figures as pictures: four charts on each, in colors that the color-blind tell apart too. */
final class Pictures {
    static final String TRUST = "trust-error.png";
    static final String SHARING = "wrong-results.png";

    private static final int WIDTH = 720;
    private static final int HEIGHT = 480;
    private static final Color GREY = new Color(0x77, 0x77, 0x77);
    private static final Color ORANGE = new Color(0xD5, 0x5E, 0x00);
    private static final Color BLUE = new Color(0x00, 0x72, 0xB2);
    private static final Color GREEN = new Color(0x00, 0x9E, 0x73);
    private static final Color PINK = new Color(0xCC, 0x79, 0xA7);

    private final Path folder;

    Pictures(Path folder) {
        this.folder = folder;
    }

    /** How a curve is named and drawn. */
    private record Pen(String name, Color color) {}

    private static Pen pen(Metric metric) {
        return switch (metric) {
            case CONVENTIONAL -> new Pen("mean of all ratings", GREY);
            case TVM -> new Pen("PeerTrust TVM", ORANGE);
            case PSM -> new Pen("PeerTrust PSM", BLUE);
            case KITH -> new Pen("Kith", GREEN);
        };
    }

    private static Pen pen(Way way) {
        return switch (way) {
            case NONE -> new Pen("no trust", GREY);
            case EIGENTRUST -> new Pen("EigenTrust", ORANGE);
            case KITH -> new Pen("Kith, scores only", GREEN);
            case KITH_AUDITED -> new Pen("Kith with audits", PINK);
        };
    }

    /** Draws both pictures, over what is there. Needs no screen. */
    void draw(TrustFigures figures) throws IOException {
        System.setProperty("java.awt.headless", "true");
        save(
                List.of(
                        error(figures, Lies.NON_COLLUSIVE, "Trust error: liars each for itself"),
                        error(figures, Lies.COLLUSIVE, "Trust error: liars praise each other"),
                        error(figures, Lies.HALF, "Trust error: liars behave badly half the time"),
                        ranking(figures)),
                TRUST);
        save(
                List.of(
                        wrong(figures, Threat.A, "A: liars each for itself", "malicious peers (%)"),
                        wrong(figures, Threat.B, "B: liars in league", "malicious peers (%)"),
                        wrong(
                                figures,
                                Threat.C,
                                "C: liars in disguise (27 % of peers)",
                                "right answers of a liar (%)"),
                        wrong(
                                figures,
                                Threat.D,
                                "D: liars and spies (39 % of peers)",
                                "liars among them (%), the rest spies")),
                SHARING);
    }

    private static XYChart error(TrustFigures figures, Lies lies, String title) {
        XYChart chart = chart(title, "malicious peers (%)", "RMS error of trust (0 to 1)");
        curves(chart, figures, lies, Misjudged::rms);
        return chart;
    }

    private static XYChart ranking(TrustFigures figures) {
        XYChart chart =
                chart(
                        "Ranking: liars behave badly half the time",
                        "malicious peers (%)",
                        "honest ranked above malicious (AUC)");
        curves(chart, figures, Lies.HALF, Misjudged::auc);
        chart.getStyler().setLegendPosition(LegendPosition.InsideSW);
        return chart;
    }

    private static void curves(
            XYChart chart, TrustFigures figures, Lies lies, ToDoubleFunction<Misjudged> figure) {
        var points = figures.trust().stream().filter(p -> p.lies() == lies).toList();
        for (Metric metric : Metric.values()) {
            curve(
                    chart,
                    pen(metric),
                    points,
                    TrustFigures.TrustPoint::share,
                    point -> value(point.found(), metric, figure));
        }
    }

    private static XYChart wrong(TrustFigures figures, Threat threat, String title, String x) {
        XYChart chart = chart(title, x, "wrong results (%), 2nd half");
        var points = figures.sharing().stream().filter(p -> p.threat() == threat).toList();
        for (Way way : Way.values()) {
            curve(
                    chart,
                    pen(way),
                    points,
                    TrustFigures.SharingPoint::share,
                    point -> 100 * value(point.found(), way, wrong -> wrong.settled()));
        }
        boolean steep = threat == Threat.A || threat == Threat.B;
        chart.getStyler().setYAxisMax(steep ? 80.0 : 60.0);
        if (threat == Threat.C) chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
        return chart;
    }

    private static <K, V> double value(Map<K, V> found, K key, ToDoubleFunction<V> figure) {
        V one = found.get(key);
        return one == null ? Double.NaN : figure.applyAsDouble(one);
    }

    private static <P> void curve(
            XYChart chart,
            Pen pen,
            List<P> points,
            Function<P, Double> share,
            ToDoubleFunction<P> figure) {
        List<Double> shares = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (P point : points) {
            double value = figure.applyAsDouble(point);
            if (Double.isNaN(value)) continue;
            shares.add(100 * share.apply(point));
            values.add(value);
        }
        if (values.isEmpty()) return;
        XYSeries series = chart.addSeries(pen.name(), shares, values);
        series.setLineColor(pen.color());
        series.setLineStyle(new BasicStroke(2.5f));
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(pen.color());
    }

    private static XYChart chart(String title, String x, String y) {
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(title)
                        .xAxisTitle(x)
                        .yAxisTitle(y)
                        .build();
        XYStyler styler = chart.getStyler();
        styler.setLegendPosition(LegendPosition.InsideNW);
        styler.setLegendBackgroundColor(new Color(255, 255, 255, 220));
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotGridLinesColor(new Color(225, 225, 225));
        styler.setPlotBorderVisible(false);
        styler.setMarkerSize(7);
        styler.setYAxisMin(0.0);
        styler.setYAxisMax(1.0);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setDecimalPattern("#.##");
        return chart;
    }

    private void save(List<XYChart> charts, String name) throws IOException {
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            BitmapEncoder.saveBitmap(charts, 2, 2, out, BitmapFormat.PNG);
        }
    }
}
