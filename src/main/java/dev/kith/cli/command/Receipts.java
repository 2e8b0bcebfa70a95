package dev.kith.cli.command;

import dev.kith.api.ReceiptsAnswer.FullReceipt;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.Globals;
import dev.kith.cli.terminal.Units;
import java.util.ArrayList;

/** How receipts are asked for and shown. */
final class Receipts {
    private Receipts() {}

    static String path(Globals globals, String id, int sample) {
        String query = globals.collectionQuery();
        if (sample != 0) query += (query.isEmpty() ? "?" : "&") + "sample=" + sample;
        return AgentClient.path("v1", "receipts", id) + query;
    }

    static String line(FullReceipt receipt) {
        return "%d/%d  %s  %s  %s %s  %s  %s"
                .formatted(
                        receipt.segment(),
                        receipt.batch(),
                        Units.count(receipt.passages(), "passage"),
                        receipt.agent(),
                        receipt.engine(),
                        receipt.instructions(),
                        receipt.time(),
                        verdict(receipt));
    }

    private static String verdict(FullReceipt receipt) {
        var wrong = new ArrayList<String>();
        if (!receipt.signed()) wrong.add("not signed by that agent in this network");
        if (!receipt.inputMatches()) wrong.add("of another text");
        if (!receipt.outputMatches()) wrong.add("of other vectors");
        return wrong.isEmpty() ? "good" : String.join(", ", wrong);
    }
}
