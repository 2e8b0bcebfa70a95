package dev.kith.cli.command;

import dev.kith.api.SearchAnswer;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.Choice;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.client.Reply;
import dev.kith.model.SearchMode;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kith search}: asks and shows hits with their passages. */
@Command(
        name = "search",
        description = {
            "Search the documents of all agents.",
            "Ends with 5 when a part of the index could not be asked."
        })
public final class SearchCommand implements Callable<Integer> {
    private final Globals globals;

    @Parameters(paramLabel = "QUERY", arity = "1..*", description = "What is sought, in words.")
    private String[] words = {};

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "How many hits, default ${DEFAULT-VALUE}.")
    private int limit = 5;

    @Option(
            names = "--mode",
            converter = ModeWord.class,
            completionCandidates = ModeWord.class,
            paramLabel = "MODE",
            description =
                    "hybrid (the default), semantic (by meaning only) or keyword (by words only).")
    private SearchMode mode = SearchMode.HYBRID;

    @Option(
            names = "--filter",
            paramLabel = "EXPRESSION",
            description = "Only documents whose metadata fits, such as 'year:>=2020 and lang:en'.")
    private @Nullable String filter;

    @Option(
            names = "--per",
            paramLabel = "UNIT",
            description = "document (the default: each once, with its best passage) or passage.")
    private @Nullable String per;

    public SearchCommand(Globals globals) {
        this.globals = globals;
    }

    /** Reads {@code hybrid}, {@code semantic}, {@code keyword}. */
    static final class ModeWord implements ITypeConverter<SearchMode>, Iterable<String> {
        @Override
        public SearchMode convert(String word) {
            return Choice.of(SearchMode.class, word);
        }

        @Override
        public Iterator<String> iterator() {
            return Choice.words(SearchMode.class).iterator();
        }
    }

    @Override
    public Integer call() {
        StringBuilder path = new StringBuilder("/v1/search?q=");
        path.append(AgentClient.escape(String.join(" ", words)));
        path.append("&limit=").append(limit).append("&mode=").append(mode.word());
        globals.collection()
                .ifPresent(name -> path.append("&collection=").append(AgentClient.escape(name)));
        if (filter != null) path.append("&filter=").append(AgentClient.escape(filter));
        if (per != null) path.append("&per=").append(AgentClient.escape(per));
        try (AgentClient client = globals.client()) {
            Reply reply = client.get(path.toString()).orFail();
            SearchAnswer answer = reply.as(SearchAnswer.class);
            if (globals.json()) {
                globals.print(reply.body().strip());
            } else {
                HitPrinter printer = new HitPrinter(globals.style(), globals.console().width());
                printer.lines(answer).forEach(globals::print);
            }
            return answer.coverage().complete()
                    ? ExitCode.DONE.number()
                    : ExitCode.PARTIAL.number();
        }
    }
}
