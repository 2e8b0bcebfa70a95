package dev.kith.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures as tables of comma-separated values. */
final class TrustFiles {
    static final String TRUST = "trust-error.csv";
    static final String SHARING = "wrong-results.csv";

    private TrustFiles() {}

    /** Writes both tables, over what is there. */
    static void write(TrustFigures figures, Path folder) throws IOException {
        List<String> trust = new ArrayList<>();
        trust.add("seed,liars,malicious_share,metric,rms,auc");
        figures.trust()
                .forEach(point ->
                        point.found()
                                .forEach((metric, found) ->
                                        trust.add(
                                                line(
                                                        figures.seed(),
                                                        point.lies().word(),
                                                        TrustFigures.share(point.share()),
                                                        metric.word(),
                                                        number(found.rms()),
                                                        number(found.auc())))));
        Files.write(folder.resolve(TRUST), trust);
        List<String> sharing = new ArrayList<>();
        sharing.add("seed,threat,share,way,wrong_settled,wrong_all,checked");
        figures.sharing()
                .forEach(point ->
                        point.found()
                                .forEach((way, found) ->
                                        sharing.add(
                                                line(
                                                        figures.seed(),
                                                        point.threat().name(),
                                                        TrustFigures.share(point.share()),
                                                        way.word(),
                                                        number(found.settled()),
                                                        number(found.all()),
                                                        number(found.checked())))));
        Files.write(folder.resolve(SHARING), sharing);
    }

    private static String line(long seed, String... cells) {
        return seed + "," + String.join(",", cells);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.5f", value);
    }
}
