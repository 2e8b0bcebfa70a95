package dev.kith.cli.command;

import dev.kith.api.AgentAnswer;
import dev.kith.api.AgentList;
import dev.kith.api.ReputationAnswer;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.client.Reply;
import dev.kith.cli.terminal.Table;
import dev.kith.cli.terminal.Table.Column;
import dev.kith.cli.terminal.Units;
import dev.kith.model.AgentId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kith agents}: who is here and how they are. */
@Command(name = "agents", description = "Show the agents of the network and their load.")
public final class AgentsCommand implements Callable<Integer> {
    private static final Set<String> EVERYTHING =
            Set.of("chunk", "embed", "aggregate", "store", "task", "gateway");

    private static final int NOT_FOUND = 404;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final Globals globals;

    @Option(
            names = "--reputation",
            description = "Show how far the agent that answers believes each, and their karma.")
    private boolean reputation;

    public AgentsCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        try (AgentClient client = globals.client()) {
            Reply reply = client.get("/v1/agents").orFail();
            List<AgentAnswer> agents = reply.as(AgentList.class).agents();
            if (reputation) {
                reputations(client, agents);
            } else if (globals.json()) {
                globals.print(reply.body().strip());
            } else {
                table(agents).lines(globals.style()).forEach(globals::print);
                agents.forEach(this::pause);
                agents.forEach(this::unfit);
                agents.forEach(this::queue);
            }
        }
        return ExitCode.DONE.number();
    }

    /** The one that answers, one that has not been heard, or has left since, is left out. */
    private void reputations(AgentClient client, List<AgentAnswer> agents) {
        List<Reply> replies =
                agents.stream()
                        .filter(agent -> !agent.id().isEmpty() && !agent.self())
                        .map(agent ->
                                client.get(
                                        AgentClient.path("v1", "agents", agent.id(), "reputation")))
                        .filter(reply -> reply.status() != NOT_FOUND)
                        .map(Reply::orFail)
                        .toList();
        if (globals.json()) {
            globals.print(
                    replies.stream()
                            .map(reply -> reply.body().strip())
                            .collect(Collectors.joining(",", "{\"agents\":[", "]}")));
        } else {
            reputations(replies).lines(globals.style()).forEach(globals::print);
        }
    }

    private static Table reputations(List<Reply> replies) {
        Table table =
                new Table(
                        List.of(
                                Column.left("NAME"),
                                Column.left("AGENT"),
                                Column.left("TRADE"),
                                Column.right("TRUST"),
                                Column.right("AT LEAST"),
                                Column.right("EVIDENCE"),
                                Column.right("RELIABLE"),
                                Column.right("RATERS"),
                                Column.right("KARMA"),
                                Column.left("STATE")));
        for (Reply reply : replies) {
            var agent = reply.as(ReputationAnswer.class);
            for (ReputationAnswer.TradeTrust trade : agent.trades()) {
                table.row(
                        agent.name(),
                        shortId(agent.id()),
                        trade.trade(),
                        Units.decimal(trade.trust(), 2),
                        Units.decimal(trade.lowerBound(), 2),
                        Units.decimal(trade.evidence(), 1),
                        Units.decimal(trade.reliability(), 2),
                        Units.count(trade.raters()),
                        Units.decimal(agent.karma(), 1),
                        agent.state());
            }
        }
        return table;
    }

    private static Table table(List<AgentAnswer> agents) {
        boolean owned = agents.stream().anyMatch(agent -> !agent.owner().isEmpty());
        Table table =
                new Table(
                        columns(
                                owned,
                                List.of(
                                        Column.left("OWNER"),
                                        Column.left("NAME"),
                                        Column.left("AGENT"),
                                        Column.left("STATUS"),
                                        Column.right("COPIES"),
                                        Column.right("LOAD"),
                                        Column.right("MEMORY"),
                                        Column.right("DISK FREE"),
                                        Column.right("TEXTS/S"),
                                        Column.left("ADDRESS"),
                                        Column.left("DOES"))));
        for (AgentAnswer agent : agents) {
            AgentAnswer.Vitals vitals = agent.vitals();
            List<String> row =
                    columns(
                            owned,
                            List.of(
                                    agent.owner().isEmpty() ? "-" : agent.owner(),
                                    agent.name() + (agent.self() ? " *" : ""),
                                    shortId(agent.id()),
                                    status(agent),
                                    Units.count(agent.copies().size()),
                                    vitals.load() < 0
                                            ? "-"
                                            : Units.decimal(vitals.load() * 100, 0) + "%",
                                    Units.bytes(vitals.memoryUsed()),
                                    Units.bytes(vitals.diskFree()),
                                    Units.rate(vitals.textsPerSecond()),
                                    agent.http().orElse(agent.address()),
                                    does(agent.capabilities())));
            table.row(row.toArray(String[]::new));
        }
        return table;
    }

    /** The owner's column first, where any agent has one: most networks have one owner. */
    private static <T> List<T> columns(boolean owned, List<T> all) {
        return all.subList(owned ? 0 : 1, all.size());
    }

    private static String status(AgentAnswer agent) {
        String status = paused(agent) ? "paused" : agent.status();
        return status + (agent.quarantined() ? ", quarantined" : "");
    }

    private static boolean paused(AgentAnswer agent) {
        return agent.status().equals("up") && agent.vitals().situation().pause().isPresent();
    }

    private void pause(AgentAnswer agent) {
        AgentAnswer.Situation situation = agent.vitals().situation();
        if (!paused(agent)) return;
        globals.print(
                agent.name()
                        + " is paused"
                        + situation.since().map(AgentsCommand::since).orElse("")
                        + ": "
                        + situation.pause().orElse(""));
    }

    private void unfit(AgentAnswer agent) {
        agent.unfit().ifPresent(why -> globals.print(agent.name() + " embeds nothing: " + why));
    }

    private void queue(AgentAnswer agent) {
        agent.vitals()
                .queue()
                .filter(texts -> texts > 0)
                .ifPresent(texts ->
                        globals.print(
                                agent.name()
                                        + " has "
                                        + Units.count(texts, "text")
                                        + " in its queue to embed"));
    }

    /** {@code since 14:03}, with the day where that is not today's. */
    static String since(String time) {
        var when = Instant.parse(time).atZone(ZoneId.systemDefault());
        boolean today = when.toLocalDate().equals(LocalDate.now(ZoneId.systemDefault()));
        return " since " + (today ? CLOCK : DAY).format(when);
    }

    /** In one word where it does everything, so that a line fits onto a terminal. */
    private static String does(List<String> capabilities) {
        return capabilities.containsAll(EVERYTHING) ? "all" : String.join(",", capabilities);
    }

    private static String shortId(String did) {
        try {
            return new AgentId(did).shortForm();
        } catch (IllegalArgumentException e) {
            return did;
        }
    }
}
