package dev.kith.cli.eval;

import dev.kith.api.DocumentAnswer;
import dev.kith.api.SearchAnswer;
import dev.kith.api.SearchAnswer.Hit;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.InParallel;
import dev.kith.cli.client.Surroundings;
import dev.kith.cli.ingest.BulkIngest;
import dev.kith.cli.ingest.IngestRun;
import dev.kith.cli.ingest.Tally;
import dev.kith.cli.source.Item;
import dev.kith.cli.source.Sources;
import dev.kith.cli.terminal.Progress;
import dev.kith.cli.terminal.Units;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Ingests a set into a collection of its own, asks its queries and measures the answers. */
final class Evaluation {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int AT_ONCE = 4;
    private static final int NDCG_CUT = 10;
    private static final int RANKING = 100;
    private static final int PASSAGES = 10;
    private static final String PASSAGES_MODE = "hybrid";

    private final Surroundings surroundings;
    private final AgentClient client;
    private final DataSet set;
    private final String collection;
    private final Asker asker;
    private final List<String> ids = new ArrayList<>();

    Evaluation(Surroundings surroundings, AgentClient client, DataSet set, String collection) {
        this.surroundings = surroundings;
        this.client = client;
        this.set = set;
        this.collection = collection;
        this.asker = new Asker(client, surroundings, collection);
    }

    /**
     * All of it.
     *
     * @param modes to ask in
     * @param queriesMax how many queries at most
     * @throws CommandFailed where a document cannot be ingested or a query not be answered
     */
    SetReport run(List<String> modes, int queriesMax) {
        double seconds = ingest();
        List<String> queries = set.queries().keySet().stream().limit(queriesMax).toList();
        Map<String, SetReport.Scores> scores = new LinkedHashMap<>();
        for (String mode : modes) {
            scores.put(mode, Scoring.mean(each(mode, queries, query -> score(query, mode))));
        }
        return new SetReport(
                set.name(),
                ids.size(),
                queries.size(),
                seconds,
                scores,
                passages(queries),
                asker.partial());
    }

    private double ingest() {
        Tally tally =
                new Tally(item -> {
                    if (item instanceof Item.Line line) line.id().ifPresent(ids::add);
                });
        Sources.Wishes wishes =
                new Sources.Wishes(
                        "", Optional.empty(), Optional.empty(), Optional.of(collection), false);
        List<String> paths = List.of(set.documents().toString());
        try (Progress progress = new Progress(surroundings.console(), surroundings.clock())) {
            new IngestRun(surroundings, client, tally, progress)
                    .run(
                            sink ->
                                    new Sources(wishes, sink)
                                            .read(paths, InputStream.nullInputStream()),
                            BulkIngest.Limits.standard(PATIENCE, true),
                            Sources.measure(paths).bytes());
            Tally.Counts counts = tally.counts();
            if (counts.failed() + counts.skipped() > set.empties()) {
                Tally.Failed failed = counts.failures().getFirst();
                throw new CommandFailed(
                        ExitCode.FAILED,
                        Units.count(counts.failed() + counts.skipped(), "document")
                                + " of "
                                + set.name()
                                + " not taken, such as "
                                + failed.name()
                                + ": "
                                + failed.reason());
            }
            return progress.elapsed().toMillis() / 1000.0;
        }
    }

    private <R> List<R> each(String what, List<String> queries, Function<String, R> work) {
        AtomicInteger done = new AtomicInteger();
        try (Progress progress = new Progress(surroundings.console(), surroundings.clock())) {
            return InParallel.map(
                    queries,
                    AT_ONCE,
                    query -> {
                        R result = work.apply(query);
                        int now = done.incrementAndGet();
                        progress.show(
                                (double) now / queries.size(),
                                set.name() + " " + what + " " + Units.count(now, "query"));
                        return result;
                    });
        }
    }

    private SetReport.Scores score(String query, String mode) {
        SearchAnswer answer = asker.ask(text(query), mode, RANKING, false);
        List<String> ranking = answer.hits().stream().map(Hit::id).distinct().toList();
        Map<String, Integer> grades = set.grades().getOrDefault(query, Map.of());
        return new SetReport.Scores(
                Metrics.ndcg(ranking, grades, NDCG_CUT),
                Metrics.recall(ranking, grades, RANKING),
                Metrics.reciprocalRank(ranking, grades, RANKING));
    }

    private String text(String query) {
        return set.queries().getOrDefault(query, "");
    }

    private Optional<SetReport.Passages> passages(List<String> queries) {
        List<String> answered = queries.stream().filter(set.answers()::containsKey).toList();
        if (answered.isEmpty()) return Optional.empty();
        Map<String, List<Spans.Span>> spans = spans();
        List<boolean[]> hits =
                each(
                        "passages",
                        answered,
                        query -> {
                            List<Hit> found =
                                    asker.ask(text(query), PASSAGES_MODE, PASSAGES, true).hits();
                            List<Spans.Span> own = spans.getOrDefault(query, List.of());
                            return new boolean[] {
                                Spans.hit(found, own, 1),
                                Spans.hit(found, own, 5),
                                Spans.hit(found, own, PASSAGES)
                            };
                        });
        return Optional.of(new SetReport.Passages(share(hits, 0), share(hits, 1), share(hits, 2)));
    }

    private static double share(List<boolean[]> hits, int index) {
        return (double) hits.stream().filter(hit -> hit[index]).count() / hits.size();
    }

    /** Where the answers stand in the stored texts, by query. */
    private Map<String, List<Spans.Span>> spans() {
        Set<String> documents = set.answering();
        Map<String, String> texts = new HashMap<>();
        set.eachText(node -> {
            String id = node.path("id").asText();
            if (documents.contains(id)) texts.put(id, node.path("text").asText());
        });
        List<String> known = List.copyOf(texts.keySet());
        List<String> stored = InParallel.map(known, AT_ONCE, this::stored);
        Map<String, String> storedTexts = new HashMap<>();
        for (int i = 0; i < known.size(); i++) storedTexts.put(known.get(i), stored.get(i));
        Map<String, List<Spans.Span>> spans = new HashMap<>();
        set.answers()
                .forEach((query, answers) -> spans.put(query, places(answers, texts, storedTexts)));
        return spans;
    }

    private static List<Spans.Span> places(
            List<DataSet.Answer> answers, Map<String, String> texts, Map<String, String> stored) {
        List<Spans.Span> places = new ArrayList<>();
        for (DataSet.Answer answer : answers) {
            String text = texts.get(answer.document());
            String there = stored.get(answer.document());
            if (text != null && there != null) places.add(Spans.place(answer, text, there));
        }
        return places;
    }

    private String stored(String id) {
        String path = documentPath(id) + "&text=true";
        return client.get(path)
                .as(DocumentAnswer.class)
                .text()
                .orElseThrow(() ->
                        new CommandFailed(ExitCode.FAILED, "the agent gave no text of " + id));
    }

    private String documentPath(String id) {
        return AgentClient.path("v1", "documents", id) + "?collection=" + collection;
    }

    /** Takes the collection away again. */
    void clean() {
        InParallel.map(ids, AT_ONCE, id -> client.delete(documentPath(id)).status());
    }
}
