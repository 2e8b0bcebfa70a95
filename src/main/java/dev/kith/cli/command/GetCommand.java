package dev.kith.cli.command;

import dev.kith.api.DocumentAnswer;
import dev.kith.api.ReceiptsAnswer;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.client.Reply;
import dev.kith.cli.terminal.Units;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kith get}: one document and its state, or its text. */
@Command(
        name = "get",
        description =
                "Show a document's state, or with --text its text alone, or with --receipts who"
                        + " embedded it.")
public final class GetCommand implements Callable<Integer> {
    private final Globals globals;

    @Parameters(paramLabel = "ID", description = "The document's id.")
    private String id = "";

    @Option(names = "--text", description = "Print the text, and nothing else.")
    private boolean text;

    @Option(names = "--receipts", description = "List the receipts of its vectors, one a line.")
    private boolean receipts;

    public GetCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        if (receipts) return receipts();
        String query = globals.collectionQuery();
        if (text) query += (query.isEmpty() ? "?" : "&") + "text=true";
        try (AgentClient client = globals.client()) {
            Reply reply = client.get(AgentClient.path("v1", "documents", id) + query).orFail();
            DocumentAnswer document = reply.as(DocumentAnswer.class);
            if (globals.json()) {
                globals.print(reply.body().strip());
            } else if (text) {
                globals.print(document.text().orElse(""));
            } else {
                describe(document);
            }
        }
        return ExitCode.DONE.number();
    }

    private Integer receipts() {
        try (AgentClient client = globals.client()) {
            Reply reply = client.get(Receipts.path(globals, id, 0)).orFail();
            ReceiptsAnswer answer = reply.as(ReceiptsAnswer.class);
            if (globals.json()) {
                globals.print(reply.body().strip());
            } else {
                answer.receipts().forEach(receipt -> globals.print(Receipts.line(receipt)));
            }
        }
        return ExitCode.DONE.number();
    }

    private void describe(DocumentAnswer document) {
        line("id", document.id());
        if (!document.title().isBlank()) line("title", document.title());
        line("collection", document.collection());
        String updating = document.updating() ? ", a newer version is on its way" : "";
        line("state", document.state() + updating);
        document.reason().ifPresent(reason -> line("reason", reason));
        line("put", document.version());
        line("format", document.format());
        line(
                "size",
                Units.count(document.chars())
                        + " characters, "
                        + Units.count(document.chunks(), "passage"));
        line("content", document.contentId());
        if (!document.task().isEmpty()) line("task", document.task());
        document.metadata().forEach((name, value) -> line("  " + name, value));
    }

    private void line(String name, String value) {
        globals.print(globals.style().dim(String.format("%-12s", name)) + value);
    }
}
