package dev.kith.cli.explain;

import dev.kith.api.explain.AgentExplanation;
import dev.kith.api.explain.AgentExplanation.ShardMove;
import dev.kith.api.explain.Candidate;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.client.Reply;
import dev.kith.cli.terminal.Table;
import dev.kith.cli.terminal.Table.Column;
import dev.kith.cli.terminal.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kith explain agent}: why it gets as much work as it does. */
@Command(
        name = "agent",
        description = "Show why an agent gets as much work as it does, beside the others.")
final class ExplainAgent implements Callable<Integer> {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final Globals globals;

    @Parameters(paramLabel = "AGENT", description = "The agent's name, short id or id.")
    private String id = "";

    ExplainAgent(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        try (AgentClient client = globals.client()) {
            Reply reply = client.get(AgentClient.path("v1", "agents", id, "explain")).orFail();
            if (globals.json()) globals.print(reply.body().strip());
            else describe(reply.as(AgentExplanation.class));
        }
        return ExitCode.DONE.number();
    }

    private void describe(AgentExplanation told) {
        globals.print("agent " + told.name() + " at " + told.address());
        told.notes().forEach(globals::print);
        List<Candidate> all =
                Stream.concat(told.trades().stream(), told.others().stream())
                        .sorted(
                                Comparator.comparing(Candidate::trade)
                                        .thenComparing(
                                                Comparator.comparingDouble(Candidate::share)
                                                        .reversed()))
                        .toList();
        globals.print("");
        Candidates.table(all).lines(globals.style()).forEach(globals::print);
        if (told.moves().isEmpty()) return;
        globals.print("");
        moves(told.moves()).lines(globals.style()).forEach(globals::print);
    }

    private static Table moves(List<ShardMove> moves) {
        Table table =
                new Table(
                        List.of(
                                Column.left("MOVED"),
                                Column.left("WORK"),
                                Column.right("SHARD"),
                                Column.left("FROM"),
                                Column.left("TO"),
                                Column.left("WHY IT LEFT")));
        for (ShardMove move : moves) {
            table.row(
                    SECOND.format(Instant.parse(move.time()).atZone(ZoneId.systemDefault())),
                    move.trade(),
                    move.shard(),
                    move.from(),
                    move.to(),
                    Words.flat(move.why()));
        }
        return table;
    }
}
