package dev.kith.cli.command;

import dev.kith.api.NetworkAnswer;
import dev.kith.api.NetworkAnswer.Placement;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.client.Reply;
import dev.kith.cli.terminal.Style;
import dev.kith.cli.terminal.Units;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code kith status}: whether all is well. */
@Command(
        name = "status",
        description = {
            "Show whether the network is well: agents, copies, what is missing.",
            "Ends with 5 when a part of the index does not answer."
        })
public final class StatusCommand implements Callable<Integer> {
    private final Globals globals;

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
        line("copies", copies(network));
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
    }

    private static String copies(NetworkAnswer network) {
        long behind = network.placement().stream().filter(Placement::behind).count();
        String now = network.copiesNow() + " of each document";
        String wanted =
                network.copiesNow() < network.copiesWanted()
                        ? " (" + network.copiesWanted() + " when there are more agents that store)"
                        : "";
        String late = behind > 0 ? ", " + Units.count(behind) + " catching up" : "";
        return now + wanted + late;
    }

    private void line(String name, String value) {
        globals.print(globals.style().dim(String.format("%-12s", name)) + value);
    }
}
