package dev.kith.cli.bench.run;

import dev.kith.cli.bench.engine.Engine;
import dev.kith.cli.bench.material.Material;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Limits;
import dev.kith.cli.bench.measure.Turns;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.process.LikeAnAgent;
import dev.kith.cli.process.TempFolder;
import dev.kith.cli.terminal.Progress;
import dev.kith.embed.profile.ModelProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands that measure have in common. */
abstract class MeasureCommand implements Callable<Integer> {
    /** What they say of their JSON. */
    static final String JSON =
            "With --json an object: machine; engine; ratios, each the median over all rounds and"
                + " only those that were measured; figures, among them spread (min, median, max,"
                + " count of all that was measured more than once) and notes.";

    private static final String HEAP = "2g";

    private final Globals globals;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--corpus",
            paramLabel = "PATH",
            description =
                    "Files to work on, taken as plain text; without, prose made of the handbook's"
                            + " sentences.")
    private @Nullable String corpus;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Where chance begins, 1 by default; the same seed gives the same input.")
    private long seed = 1;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each takes its turn, default ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description =
                    "Begin no further round of a comparison after so many seconds, default"
                            + " ${DEFAULT-VALUE}.")
    private int seconds = 120;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The embedding model: default, fast or full.")
    private String profile = "default";

    MeasureCommand(Globals globals) {
        this.globals = globals;
    }

    /** Measures into {@code findings}; the folder is deleted afterwards. */
    abstract void measure(Path folder, Turns.Listener listener, Findings findings);

    @Override
    public Integer call() {
        check(rounds >= 1, "--rounds is " + rounds + "; choose 1 or more");
        check(seconds >= 1, "--seconds is " + seconds + "; choose 1 or more");
        profile();
        checkOptions();
        return LikeAnAgent.here() ? here() : elsewhere();
    }

    /** Objects to impossible values of the command's own options. */
    abstract void checkOptions();

    static void check(boolean good, String objection) {
        if (!good) throw new CommandFailed(ExitCode.WRONG_USAGE, objection);
    }

    private int elsewhere() {
        if (spec == null) throw new IllegalStateException("picocli gave no spec");
        return LikeAnAgent.run(
                spec.root().commandLine().getParseResult().originalArgs(),
                HEAP,
                globals.surroundings().environment(),
                globals.console().err());
    }

    private int here() {
        Path folder = TempFolder.create("kith-bench-");
        // Whatever happens to this process, nothing of it stays.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> TempFolder.delete(folder), "deleting the data"));
        var findings = new Findings();
        try (Progress progress = new Progress(globals.console(), globals.surroundings().clock())) {
            measure(folder, progress::show, findings);
        } finally {
            TempFolder.delete(folder);
        }
        if (globals.json()) {
            globals.print(findings.json().toString());
        } else {
            findings.lines(globals.style()).forEach(globals::print);
        }
        return ExitCode.DONE.number();
    }

    Globals globals() {
        return globals;
    }

    Limits limits() {
        return new Limits(rounds, Duration.ofSeconds(seconds), 1);
    }

    long seed() {
        return seed;
    }

    /** As {@code kith.embed.model} has it. */
    String model() {
        return profile;
    }

    ModelProfile profile() {
        ModelProfile shipped = ModelProfile.SHIPPED.get(profile);
        if (shipped != null) return shipped;
        throw new CommandFailed(
                ExitCode.WRONG_USAGE, "--profile is " + profile + "; choose default, fast or full");
    }

    Material material() {
        return corpus == null ? Material.generated(seed) : Material.of(corpus);
    }

    Engine engine() {
        return Engine.open(profile(), globals.surroundings().environment());
    }
}
