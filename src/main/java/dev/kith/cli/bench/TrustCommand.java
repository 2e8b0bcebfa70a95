package dev.kith.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.terminal.Progress;
import dev.kith.reputation.ReputationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kith bench trust}. */
@Command(
        name = "trust",
        description = {
            "Measure how well the reputation of agents withstands liars.",
            "Simulates peers of which a share lies, as the papers on PeerTrust and EigenTrust did,"
                    + " and compares their metrics with the one that agents use.",
            "Needs no network. Writes tables (CSV) and pictures (PNG) into a folder.",
            "With --json an object: seed; trust_error and trust_ranking by how liars behave, share"
                + " of malicious peers and metric; wrong_results and wrong_results_all by threat"
                + " model, share and way to choose; and what further parts there are."
        })
public final class TrustCommand implements Callable<Integer> {
    private final Globals globals;
    private final Map<String, LongFunction<Part>> parts;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Where chance begins, 1 by default; the same seed gives the same figures.")
    private long seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for tables and pictures, kith-bench-trust by default.")
    private Path out = Path.of("kith-bench-trust");

    TrustCommand(Globals globals, Map<String, LongFunction<Part>> parts) {
        this.globals = globals;
        this.parts = new TreeMap<>(parts);
    }

    @Override
    public Integer call() {
        makeFolder();
        TrustFigures figures;
        Map<String, Part> more = new TreeMap<>();
        try (Progress progress = new Progress(globals.console(), globals.surroundings().clock())) {
            figures =
                    new TrustBench(ReputationSettings.standard(), TrustBench.Size.USUAL)
                            .run(seed, progress::show);
            parts.forEach((key, part) -> more.put(key, part.apply(seed)));
        }
        write(figures, more);
        if (globals.json()) {
            ObjectNode json = figures.json();
            more.forEach((key, part) -> json.set(key, part.json()));
            globals.print(json.toString());
        } else {
            new TrustTables(figures).lines(globals.style()).forEach(globals::print);
            more.values().forEach(part -> part.lines().forEach(globals::print));
            globals.print("");
            globals.print("Tables and pictures are in " + out);
        }
        return ExitCode.DONE.number();
    }

    private void makeFolder() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private void write(TrustFigures figures, Map<String, Part> more) {
        try {
            TrustFiles.write(figures, out);
            new Pictures(out).draw(figures);
            for (Part part : more.values()) part.write(out);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private CommandFailed cannotWrite(IOException cause) {
        return new CommandFailed(
                ExitCode.FAILED,
                "cannot write into " + out + ": " + cause.getMessage() + "; name another --out",
                cause);
    }
}
