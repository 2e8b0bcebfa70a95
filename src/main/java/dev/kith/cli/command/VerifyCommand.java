package dev.kith.cli.command;

import dev.kith.api.ReceiptsAnswer;
import dev.kith.api.ReceiptsAnswer.Apart;
import dev.kith.api.ReceiptsAnswer.FullReceipt;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.client.Reply;
import dev.kith.cli.terminal.Units;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kith verify}: whether a document's vectors are what their receipts say. */
@Command(
        name = "verify",
        description = {
            "Check all receipts of a document, and compute some of its vectors again.",
            "It ends with 1 when a receipt or a vector is wrong, and with 5 when nothing is wrong"
                    + " but some vectors could not be computed by the agent that was asked."
        })
public final class VerifyCommand implements Callable<Integer> {
    private final Globals globals;

    @Parameters(paramLabel = "ID", description = "The document's id.")
    private String id = "";

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "16",
            description = "Vectors to compute again, 0 for none; 16 without it.")
    private int sample;

    public VerifyCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        try (AgentClient client = globals.client()) {
            Reply reply = client.get(Receipts.path(globals, id, sample)).orFail();
            ReceiptsAnswer answer = reply.as(ReceiptsAnswer.class);
            if (globals.json()) {
                globals.print(reply.body().strip());
            } else {
                describe(answer);
            }
            return code(answer).number();
        }
    }

    private static ExitCode code(ReceiptsAnswer answer) {
        if (!answer.holds()) return ExitCode.FAILED;
        var again = answer.sample();
        return again.agreed() == again.asked() ? ExitCode.DONE : ExitCode.PARTIAL;
    }

    private void describe(ReceiptsAnswer answer) {
        List<FullReceipt> receipts = answer.receipts();
        long good = receipts.stream().filter(FullReceipt::good).count();
        globals.print(good + " of " + Units.count(receipts.size(), "receipt") + " good");
        receipts.stream()
                .filter(receipt -> !receipt.good())
                .forEach(receipt -> globals.print("  " + Receipts.line(receipt)));
        var again = answer.sample();
        if (again.asked() == 0) return;
        globals.print(
                again.agreed()
                        + " of "
                        + Units.count(again.asked(), "vector")
                        + " came out alike when computed again");
        for (Apart apart : again.apart()) {
            globals.print(
                    "  characters %d to %d by %s: cosine %.6f"
                            .formatted(apart.start(), apart.end(), apart.agent(), apart.cosine()));
        }
        again.why().ifPresent(why -> globals.note("not all were computed: " + why));
    }
}
