package dev.kith.cli.eval;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.process.AgentProcess;
import dev.kith.cli.process.TempFolder;
import dev.kith.cli.terminal.Table;
import dev.kith.cli.terminal.Table.Column;
import dev.kith.cli.terminal.Units;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kith eval}. */
@Command(
        name = "eval",
        description = {
            "Measure how well labelled questions are answered.",
            "A folder has docs.jsonl or docs.jsonl.gz {\"id\", \"title\", \"text\"}, queries.jsonl"
                    + " {\"id\", \"text\"}, qrels.tsv (query, document, grade) and maybe spans.tsv"
                    + " (query, document, start, end, answer).",
            "With --agent it uses a new collection of that network and deletes it at the end;"
                    + " without, an agent of its own in a temporary folder.",
            "nDCG@10 has the grade itself as the gain; all are means over queries with a grade"
                    + " above 0.",
            "With --json an object: sets, a list of name, documents, queries, ingest_seconds,"
                    + " modes (ndcg_at_10, recall_at_100, mrr), passages (hit_at_1, hit_at_5,"
                    + " hit_at_10), partial_answers."
        })
public final class EvalCommand implements Callable<Integer> {
    private static final Duration REQUEST = Duration.ofSeconds(60);
    private static final Duration READY_MAX = Duration.ofSeconds(90);

    private final Globals globals;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders of data sets.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--modes",
            split = ",",
            paramLabel = "MODES",
            description = "Of hybrid,semantic,keyword; all by default.")
    private List<String> modes = new ArrayList<>();

    @Option(
            names = "--queries",
            paramLabel = "N",
            description = "Ask only the first N queries of each set.")
    private int queriesMax = Integer.MAX_VALUE;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Model of the agent of its own.")
    private @Nullable String profile;

    @Option(names = "--keep", description = "Leave the collection, or the temporary folder.")
    private boolean keep;

    public EvalCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        List<DataSet> sets = folders.stream().map(DataSet::read).toList();
        List<SetReport> reports =
                globals.agentNamed() ? evaluate(globals.agents(), sets, true) : embedded(sets);
        if (globals.json()) {
            globals.print(json(reports).toString());
        } else {
            table(reports).lines(globals.style()).forEach(globals::print);
        }
        boolean whole = reports.stream().allMatch(report -> report.partial() == 0);
        if (!whole) globals.note(globals.errStyle().warning("some answers were partial"));
        return (whole ? ExitCode.DONE : ExitCode.PARTIAL).number();
    }

    private List<SetReport> embedded(List<DataSet> sets) {
        Path folder = TempFolder.create("kith-eval-");
        Map<String, String> settings = new TreeMap<>();
        settings.put("kith.node.name", "eval");
        settings.put("kith.node.data", TempFolder.inside(folder, "data").toString());
        settings.put("kith.node.port", "0");
        settings.put("kith.gateway.port", "0");
        settings.put("kith.management.port", "0");
        settings.put("kith.network.name", "eval");
        settings.put("kith.network.copies", "1");
        settings.put("kith.network.authority", TempFolder.inside(folder, "authority").toString());
        settings.put("kith.network.create", "true");
        if (profile != null) settings.put("kith.embed.model", profile);
        AgentProcess agent =
                AgentProcess.start(
                        "eval",
                        settings,
                        folder.resolve("agent.log"),
                        globals.surroundings().environment());
        Runnable clean =
                () -> {
                    agent.kill();
                    if (!keep) TempFolder.delete(folder);
                };
        Runtime.getRuntime().addShutdownHook(new Thread(clean, "ending the agent"));
        try {
            URI http = agent.awaitReady(READY_MAX).http();
            return evaluate(List.of(http), sets, false);
        } finally {
            clean.run();
            if (keep) globals.note("the agent's data and log are in " + folder);
        }
    }

    private List<SetReport> evaluate(List<URI> agents, List<DataSet> sets, boolean shared) {
        List<SetReport> reports = new ArrayList<>();
        try (AgentClient client = new AgentClient(agents, REQUEST)) {
            for (DataSet set : sets) {
                String suffix = Integer.toHexString(globals.surroundings().random().nextInt());
                String collection = collection(set.name(), suffix);
                Evaluation evaluation =
                        new Evaluation(globals.surroundings(), client, set, collection);
                try {
                    reports.add(evaluation.run(wanted(), queriesMax));
                } finally {
                    if (shared && !keep) evaluation.clean();
                }
            }
        }
        return reports;
    }

    private List<String> wanted() {
        return modes.isEmpty() ? List.of("hybrid", "semantic", "keyword") : modes;
    }

    private static String collection(String name, String suffix) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-");
        String head = plain.length() > 40 ? plain.substring(0, 40) : plain;
        return "eval-" + head + "-" + suffix;
    }

    private static ObjectNode json(List<SetReport> reports) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode sets = node.putArray("sets");
        reports.forEach(report -> sets.add(report.json()));
        return node;
    }

    private static Table table(List<SetReport> reports) {
        Table table =
                new Table(
                        List.of(
                                Column.left("SET"),
                                Column.right("DOCUMENTS"),
                                Column.right("QUERIES"),
                                Column.left("MODE"),
                                Column.right("NDCG@10"),
                                Column.right("RECALL@100"),
                                Column.right("MRR"),
                                Column.right("HIT@1"),
                                Column.right("HIT@5"),
                                Column.right("HIT@10")));
        for (SetReport report : reports) {
            report.modes().forEach((mode, scores) -> table.row(row(report, mode, scores)));
            report.passages().ifPresent(found -> table.row(row(report, found)));
        }
        return table;
    }

    private static String[] row(SetReport report, String mode, SetReport.Scores scores) {
        return new String[] {
            report.name(),
            Units.count(report.documents()),
            Units.count(report.queries()),
            mode,
            Units.decimal(scores.ndcgAt10(), 3),
            Units.decimal(scores.recallAt100(), 3),
            Units.decimal(scores.mrr(), 3),
            "",
            "",
            ""
        };
    }

    private static String[] row(SetReport report, SetReport.Passages found) {
        return new String[] {
            report.name(),
            "",
            "",
            "passages",
            "",
            "",
            "",
            Units.decimal(found.hitAt1(), 3),
            Units.decimal(found.hitAt5(), 3),
            Units.decimal(found.hitAt10(), 3)
        };
    }
}
