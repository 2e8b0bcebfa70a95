package dev.kith.cli.bench.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.cli.bench.Part;
import dev.kith.cli.bench.audit.AuditFigures.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The audit benchmark as a part of {@code kith bench trust}. */
public final class AuditPart implements Part {
    static final String TABLE = "audit.csv";
    static final String PICTURE = "audit.png";

    private final long seed;
    private final AuditFigures figures;

    AuditPart(long seed, AuditFigures figures) {
        this.seed = seed;
        this.figures = figures;
    }

    /** Runs the benchmark, for some seconds. */
    public static AuditPart run(long seed) {
        return new AuditPart(seed, AuditBench.run(seed));
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("overhead", figures.overhead());
        json.put("overhead_from_start", figures.overheadFromStart());
        json.put("detected_99_within", figures.detected99Within());
        json.put("false_accusations", figures.falseAccusations());
        json.put("honest_checks", figures.honestChecks());
        json.put("wrong_left_in_index", figures.wrongLeftInIndex());
        json.putObject("wrong_taken_at_1000_passes")
                .put("with_floor", figures.floor().withFloor())
                .put("without", figures.floor().without());
        ObjectNode kinds = json.putObject("kinds");
        kinds().forEach((cheat, kind) ->
                kinds.putObject(word(cheat))
                        .put("agents", kind.agents())
                        .put("caught", kind.caught())
                        .put("results_until_caught", kind.resultsUntilCaught())
                        .put("results_until_caught_max", kind.resultsUntilCaughtMax())
                        .put("wrong_before_retro_audit", kind.wrongBeforeRetroAudit())
                        .put("wrong_after_retro_audit", kind.wrongAfterRetroAudit()));
        return json;
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Audits of 20 agents, of which 4 cheat, and 100,000 passages");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  %.1f %% of a trusted agent's work is checked, %.1f %% from its first"
                                + " passage on",
                        100 * figures.overhead(),
                        100 * figures.overheadFromStart()));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  99 %% of trusted agents that turn are caught within %.0f results;"
                                + " %.0f wrong ones are taken on average (%.0f without a floor)",
                        figures.detected99Within(),
                        figures.floor().withFloor(),
                        figures.floor().without()));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  %d honest agents accused in %,d checks; %d wrong vectors left in the"
                                + " index",
                        figures.falseAccusations(),
                        figures.honestChecks(),
                        figures.wrongLeftInIndex()));
        kinds().forEach((cheat, kind) ->
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "  %-20s %d of %d caught, after %.0f results on average, %d at"
                                        + " most",
                                word(cheat).replace('_', ' '),
                                kind.caught(),
                                kind.agents(),
                                kind.resultsUntilCaught(),
                                kind.resultsUntilCaughtMax())));
        return lines;
    }

    @Override
    public void write(Path folder) throws IOException {
        List<String> table = new ArrayList<>();
        table.add(
                "seed,cheat,agents,caught,results_until_caught,results_until_caught_max,"
                        + "wrong_before_retro_audit,wrong_after_retro_audit");
        kinds().forEach((cheat, kind) ->
                table.add(
                        String.format(
                                Locale.ROOT,
                                "%d,%s,%d,%d,%.1f,%d,%d,%d",
                                seed,
                                word(cheat),
                                kind.agents(),
                                kind.caught(),
                                kind.resultsUntilCaught(),
                                kind.resultsUntilCaughtMax(),
                                kind.wrongBeforeRetroAudit(),
                                kind.wrongAfterRetroAudit())));
        Files.write(folder.resolve(TABLE), table);
        AuditPicture.draw(figures.overhead(), kinds(), folder.resolve(PICTURE));
    }

    private SortedMap<Cheat, Kind> kinds() {
        SortedMap<Cheat, Kind> kinds = new TreeMap<>(figures.kinds());
        kinds.remove(Cheat.HONEST);
        return kinds;
    }

    static String word(Cheat cheat) {
        return cheat.name().toLowerCase(Locale.ROOT);
    }
}
