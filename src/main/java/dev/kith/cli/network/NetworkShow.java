package dev.kith.cli.network;

import dev.kith.api.NetworkAnswer;
import dev.kith.api.NetworkAnswer.Placement;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.client.Reply;
import dev.kith.cli.terminal.Table;
import dev.kith.cli.terminal.Table.Column;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code kith network show}: which copies lie where. */
@Command(name = "show", description = "Show the network's name and which copies lie where.")
final class NetworkShow implements Callable<Integer> {
    private final Globals globals;

    NetworkShow(Globals globals) {
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
        }
        return ExitCode.DONE.number();
    }

    private void print(NetworkAnswer network) {
        globals.print(
                globals.style().bold(network.name())
                        + " ("
                        + network.network()
                        + "): "
                        + network.partitions()
                        + " partitions, "
                        + network.copiesNow()
                        + " of "
                        + network.copiesWanted()
                        + " copies");
        Map<String, List<Placement>> partitions =
                network.placement().stream()
                        .collect(
                                Collectors.groupingBy(
                                        placement -> partition(placement.copy()),
                                        TreeMap::new,
                                        Collectors.toList()));
        Table table = new Table(List.of(Column.left("PARTITION"), Column.left("COPIES ON")));
        partitions.forEach((partition, copies) ->
                table.row(
                        partition,
                        copies.stream().map(NetworkShow::words).collect(Collectors.joining("  "))));
        if (!partitions.isEmpty()) table.lines(globals.style()).forEach(globals::print);
    }

    /** {@code p07} of {@code p07-r1}. */
    private static String partition(String copy) {
        int dash = copy.indexOf('-');
        return dash < 0 ? copy : copy.substring(0, dash);
    }

    private static String words(Placement placement) {
        return placement.agent() + (placement.behind() ? " (catching up)" : "");
    }
}
