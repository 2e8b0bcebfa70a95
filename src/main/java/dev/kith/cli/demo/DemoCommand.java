package dev.kith.cli.demo;

import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.process.AgentProcess;
import dev.kith.cli.process.TempFolder;
import dev.kith.cli.terminal.Style;
import dev.kith.cli.terminal.Units;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kith demo}. */
@Command(
        name = "demo",
        description = {
            "Show the main job here: ingest, search, kill an agent, lose nothing.",
            "Starts three agents as processes of this machine and ends them again. Needs no"
                    + " network and leaves nothing behind.",
            "With --json an object: agents, killed, documents, chunks, ingest_seconds, searches"
                    + " (query, top_document, coverage_before, coverage_after, same_top),"
                    + " seconds_to_full_coverage, documents_missing_after_kill.",
            "Ends with 1 when a document is missing or a part of the index does not answer."
        })
public final class DemoCommand implements Callable<Integer> {
    private final Globals globals;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "A file or folder to ingest, instead of Kith's own handbook.")
    private @Nullable String path;

    @Option(
            names = "--agents",
            paramLabel = "N",
            description = "How many agents, 2 to 9, default ${DEFAULT-VALUE}.")
    private int count = 3;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The embedding model: default, fast or full.")
    private @Nullable String profile;

    @Option(
            names = "--keep",
            description = "Leave the surviving agents running until Ctrl-C, and their data.")
    private boolean keep;

    public DemoCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        if (count < 2 || count > DemoNetwork.agentsMax()) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE, "--agents is " + count + "; choose 2 to 9");
        }
        Material material = path == null ? Material.handbook() : Material.of(path);
        Path folder = TempFolder.create("kith-demo-");
        DemoNetwork network = new DemoNetwork();
        // Whatever happens to this process, its agents end with it.
        Thread cleaning = new Thread(() -> clean(network, folder), "ending the agents");
        Runtime.getRuntime().addShutdownHook(cleaning);
        try {
            DemoReport report = run(material, network, folder);
            if (globals.json()) globals.print(report.json().toString());
            if (keep) stay(network);
            return (report.good() ? ExitCode.DONE : ExitCode.FAILED).number();
        } finally {
            clean(network, folder);
        }
    }

    private DemoReport run(Material material, DemoNetwork network, Path folder) {
        Style style = globals.json() ? globals.errStyle() : globals.style();
        Consumer<String> say = globals.json() ? globals::note : globals::print;
        say.accept(style.bold("Starting " + count + " agents") + " on this machine");
        if (keep) say.accept("data and logs are in " + folder);
        network.start(count, folder, Optional.ofNullable(profile), globals.surroundings(), say);
        DemoReport report = new Demo(globals.surroundings(), style, say, network).run(material);
        summary(report, style, say);
        return report;
    }

    private static void summary(DemoReport report, Style style, Consumer<String> say) {
        say.accept("");
        String missing =
                report.documentsMissingAfterKill() == 0
                        ? style.good("none is missing")
                        : style.bad(Units.count(report.documentsMissingAfterKill()) + " missing");
        say.accept(
                "After the death of "
                        + report.killed()
                        + ": "
                        + Units.count(report.documents(), "document")
                        + ", "
                        + missing
                        + "; "
                        + report.sameTops()
                        + " of "
                        + report.searches().size()
                        + " searches found the same first, the whole index answering "
                        + Units.time(
                                Duration.ofMillis(Math.round(report.fullCoverageSeconds() * 1000)))
                        + " after the kill.");
    }

    private void stay(DemoNetwork network) {
        globals.note("");
        globals.note("Still running; Ctrl-C ends them.");
        for (AgentProcess agent : network.alive()) {
            globals.note("  kith search --agent " + agent.http() + " \"…\"    # " + agent.name());
        }
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void clean(DemoNetwork network, Path folder) {
        if (keep) {
            network.close();
        } else {
            network.kill();
            TempFolder.delete(folder);
        }
    }
}
