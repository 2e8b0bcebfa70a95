package dev.kith.cli.ingest;

import dev.kith.api.IngestAnswer;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.Backoff;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Payload;
import dev.kith.cli.client.Reply;
import dev.kith.cli.source.FileKind;
import dev.kith.cli.source.Item;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;

/** Sends a file that is too large for a line by itself, from the disk, and sees it through. */
final class FileSender {
    private final AgentClient client;
    private final Patience patience;
    private final boolean untilSearchable;
    private final Tally tally;
    private final Runnable changed;
    private final TaskWatch watch;

    FileSender(
            AgentClient client,
            Patience patience,
            boolean untilSearchable,
            Tally tally,
            Runnable changed) {
        this.client = client;
        this.patience = patience;
        this.untilSearchable = untilSearchable;
        this.tally = tally;
        this.changed = changed;
        this.watch = new TaskWatch(client, patience);
    }

    void send(Item.LargeFile file) {
        Backoff backoff = patience.backoff();
        String path = AgentClient.path("v1", "documents", file.id()) + query(file);
        while (true) {
            Reply reply;
            try {
                reply = client.send("PUT", path, payload(file), BatchSender.SILENCE_MAX);
            } catch (CommandFailed e) {
                patience.goOnOrGiveUp(e.code(), e.what());
                patience.rest(Optional.empty(), backoff);
                continue;
            }
            if (reply.temporary()) {
                patience.goOnOrGiveUp(ExitCode.FAILED, "the network is too busy");
                patience.rest(reply.retryAfter(), backoff);
                continue;
            }
            patience.reset();
            if (finished(file, reply)) return;
        }
    }

    private static String query(Item.LargeFile file) {
        return file.collection().map(name -> "?collection=" + AgentClient.escape(name)).orElse("");
    }

    private Payload payload(Item.LargeFile file) {
        return BatchSender.payload(
                FileKind.mediaType(file.format()) + "; charset=utf-8",
                () -> {
                    try {
                        return BodyPublishers.ofFile(file.file());
                    } catch (FileNotFoundException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                untilSearchable);
    }

    private boolean finished(Item.LargeFile file, Reply reply) {
        if (!reply.good()) {
            tally.failed(file, Reply.text(reply.problem()));
            changed.run();
            return true;
        }
        switch (end(reply.as(IngestAnswer.class))) {
            case TaskWatch.Completed _ -> tally.done(file, file.inputBytes());
            case TaskWatch.Ended(String reason) -> tally.failed(file, reason);
            case TaskWatch.Unknown _ -> {
                return false;
            }
        }
        changed.run();
        return true;
    }

    private TaskWatch.End end(IngestAnswer answer) {
        return switch (answer.state()) {
            case "completed" -> new TaskWatch.Completed();
            case "failed", "canceled", "refused" -> new TaskWatch.Ended(BatchSender.reason(answer));
            default ->
                    untilSearchable && answer.task().isPresent()
                            ? watch.await(answer.task().get())
                            : new TaskWatch.Completed();
        };
    }
}
