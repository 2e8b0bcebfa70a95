package dev.kith.cli.command;

import dev.kith.api.NetworkAnswer;
import dev.kith.api.NetworkAnswer.Placement;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.client.Reply;
import dev.kith.cli.terminal.Style;
import dev.kith.cli.terminal.Table;
import dev.kith.cli.terminal.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kith status}: whether all is well. */
@Command(
        name = "status",
        description = {
            "Show whether the network is well: agents, copies, what is missing.",
            "--copies shows where each copy is and how far it is behind.",
            "Ends with 5 when a part of the index does not answer."
        })
public final class StatusCommand implements Callable<Integer> {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final Globals globals;

    @Option(
            names = "--copies",
            description = "Show every copy: on which agent, and how far it is behind.")
    private boolean copies;

    public StatusCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        try (AgentClient client = globals.client()) {
            Reply reply = client.get("/v1/network").orFail();
            NetworkAnswer network = reply.as(NetworkAnswer.class);
            if (globals.json()) {
                globals.print(reply.body().strip());
            } else {
                print(network);
            }
            return network.partitionsAnswering() == network.partitions()
                    ? ExitCode.DONE.number()
                    : ExitCode.PARTIAL.number();
        }
    }

    private void print(NetworkAnswer network) {
        Style style = globals.style();
        String name = network.name().isEmpty() ? network.network() : network.name();
        line("network", style.bold(name) + ", " + Units.count(network.agents(), "agent"));
        line(
                "documents",
                Units.count(network.documents())
                        + " in "
                        + Units.count(network.chunks(), "passage")
                        + (network.pending() > 0
                                ? ", " + Units.count(network.pending()) + " on their way"
                                : ""));
        for (NetworkAnswer.Engine engine : network.engines()) line("model", model(engine));
        line("work", work(network.work()));
        if (!network.checking().verify().isEmpty()) line("checks", checks(network.checking()));
        line("copies", copies(network));
        line("checked", checked(network.scrub()));
        String answering = network.partitionsAnswering() + "/" + network.partitions();
        boolean whole = network.partitionsAnswering() == network.partitions();
        line("partitions", (whole ? answering : style.warning(answering)) + " answer");
        if (!network.missing().isEmpty()) {
            line(
                    "missing",
                    style.warning(String.join(", ", network.missing()))
                            + " (no agent offers it: start one with `kith up --capabilities …`)");
        }
        for (String note : network.notes()) line("note", style.warning(note));
        if (copies) table(network).forEach(globals::print);
    }

    private List<String> table(NetworkAnswer network) {
        var table =
                new Table(
                        List.of(
                                Table.Column.left("copy"),
                                Table.Column.left("agent"),
                                Table.Column.left("state"),
                                Table.Column.right("lacking"),
                                Table.Column.right("bytes"),
                                Table.Column.right("left")));
        for (Placement copy : network.placement()) {
            table.row(
                    copy.copy(),
                    copy.name(),
                    copy.behind() ? globals.style().warning("behind") : "whole",
                    copy.documents() == 0 ? "" : Units.count(copy.documents()),
                    copy.bytes() == 0 ? "" : Units.bytes(copy.bytes()),
                    copy.behind() ? left(copy.secondsLeft()) : "");
        }
        return table.lines(globals.style());
    }

    private static String left(long seconds) {
        return seconds < 0 ? "unknown" : Units.time(Duration.ofSeconds(seconds));
    }

    private String copies(NetworkAnswer network) {
        NetworkAnswer.Repair repair = network.repair();
        String now = network.copiesNow() + " of each document";
        String wanted =
                network.copiesNow() < network.copiesWanted()
                        ? " (" + network.copiesWanted() + " when there are more agents that store)"
                        : "";
        long possible = (long) network.partitions() * network.copiesNow();
        if (repair.copiesWhole() >= possible && repair.copiesBehind() == 0) {
            return now + wanted + ", all whole";
        }
        String lacking =
                repair.documents() == 0
                        ? ""
                        : ", "
                                + Units.count(repair.documents(), "document")
                                + " ("
                                + Units.bytes(repair.bytes())
                                + ") lacking";
        return now
                + wanted
                + globals.style()
                        .warning(
                                String.format(
                                        ", %,d of %,d whole, %,d behind%s, time left %s",
                                        repair.copiesWhole(),
                                        possible,
                                        repair.copiesBehind(),
                                        lacking,
                                        left(repair.secondsLeft())));
    }

    private static String model(NetworkAnswer.Engine engine) {
        return engine.model()
                + " ("
                + engine.numbers()
                + ") on "
                + engine.engine()
                + ", "
                + Units.count(engine.agents(), "agent");
    }

    private static String work(NetworkAnswer.Work work) {
        String here =
                work.pause()
                        .map(why ->
                                "paused"
                                        + work.since().map(AgentsCommand::since).orElse("")
                                        + ": "
                                        + why)
                        .orElse("this agent works");
        return work.agentsPaused() == 0
                ? here
                : here + ", " + Units.count(work.agentsPaused(), "agent") + " paused in all";
    }

    private static String checks(NetworkAnswer.Checking checking) {
        return Stream.concat(
                        Stream.of(checking.verify()),
                        checking.collections().stream()
                                .map(own -> own.collection() + " " + own.verify()))
                .collect(Collectors.joining(", "));
    }

    private String checked(NetworkAnswer.Scrub scrub) {
        String when =
                scrub.checked()
                        .map(time -> "all copies were read through by " + minute(time))
                        .orElse("not all copies have been read through yet");
        return scrub.damaged() == 0
                ? when + ", nothing damaged"
                : when
                        + ", "
                        + globals.style()
                                .warning(
                                        Units.count(scrub.damaged(), "document")
                                                + " found damaged in a copy and fetched anew");
    }

    private static String minute(String time) {
        return MINUTE.format(Instant.parse(time).atZone(ZoneId.systemDefault()));
    }

    private void line(String name, String value) {
        globals.print(globals.style().dim(String.format("%-12s", name)) + value);
    }
}
