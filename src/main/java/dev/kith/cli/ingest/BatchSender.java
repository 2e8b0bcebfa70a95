package dev.kith.cli.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kith.api.IngestAnswer;
import dev.kith.api.Json;
import dev.kith.api.Problem;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.Backoff;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Payload;
import dev.kith.cli.client.Reply;
import dev.kith.cli.source.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Sends one batch and sees it through: what is not answered is sent again, which is safe because
 * the same document is the same task.
 */
final class BatchSender {
    private static final Duration WAIT = Duration.ofSeconds(20);
    static final Duration SILENCE_MAX = Duration.ofSeconds(150);

    private final AgentClient client;
    private final Patience patience;
    private final boolean untilSearchable;
    private final Tally tally;
    private final Runnable changed;
    private final TaskWatch watch;

    BatchSender(
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

    /** The lines that still have no final answer, by their place in the batch. */
    private static final class Open {
        private final ConcurrentSkipListMap<Integer, Item.Line> lines =
                new ConcurrentSkipListMap<>();
        private final Map<Integer, String> tasks = new TreeMap<>();
    }

    void send(List<Item.Line> batch) {
        Open open = new Open();
        for (int i = 0; i < batch.size(); i++) open.lines.put(i, batch.get(i));
        Backoff backoff = patience.backoff();
        while (!open.lines.isEmpty()) {
            int before = open.lines.size();
            Optional<Duration> asked = Optional.empty();
            String trouble = "the network is too busy";
            ExitCode code = ExitCode.FAILED;
            try {
                Reply reply = post(open);
                if (!reply.good() && !reply.temporary()) {
                    failAll(open, Reply.text(reply.problem()));
                    return;
                }
                asked = reply.retryAfter();
            } catch (IOException e) {
                trouble = "no answer from " + client.agent() + " (" + words(e) + ")";
                code = ExitCode.NO_AGENT;
                client.next();
            }
            follow(open);
            if (open.lines.isEmpty()) return;
            if (open.lines.size() < before) backoff.reset();
            goOnOrGiveUp(code, trouble);
            patience.rest(asked, backoff);
        }
    }

    private static String words(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void goOnOrGiveUp(ExitCode code, String trouble) {
        tally.trouble(trouble);
        changed.run();
        patience.goOnOrGiveUp(code, trouble);
    }

    private Reply post(Open open) throws IOException {
        List<Integer> places = List.copyOf(open.lines.keySet());
        String body =
                places.stream()
                        .map(place -> open.lines.get(place))
                        .map(Item.Line::json)
                        .collect(Collectors.joining("\n", "", "\n"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return client.lines(
                "POST",
                "/v1/documents",
                payload(
                        "application/x-ndjson",
                        () -> BodyPublishers.ofByteArray(bytes),
                        untilSearchable),
                line -> answered(open, places, line),
                SILENCE_MAX);
    }

    /** What is sent, with the wish to wait for the task's end. */
    static Payload payload(String type, Supplier<BodyPublisher> body, boolean untilSearchable) {
        Map<String, String> all = new HashMap<>();
        all.put("Content-Type", type);
        if (untilSearchable) all.put("Prefer", "wait=" + WAIT.toSeconds());
        return new Payload(all, body);
    }

    private void answered(Open open, List<Integer> places, String line) {
        if (line.isBlank()) return;
        IngestAnswer answer;
        try {
            answer = Json.LENIENT.readValue(line, IngestAnswer.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        long number = answer.line().orElse(0L);
        if (number < 1 || number > places.size()) return;
        int place = places.get((int) number - 1);
        patience.reset();
        switch (answer.state()) {
            case "completed" -> done(open, place);
            case "failed", "canceled" -> fail(open, place, reason(answer));
            case "refused" -> {
                boolean later = answer.problem().filter(BatchSender::temporary).isPresent();
                if (!later) fail(open, place, reason(answer));
            }
            default -> {
                if (untilSearchable && answer.task().isPresent()) {
                    synchronized (open.tasks) {
                        open.tasks.put(place, answer.task().get());
                    }
                } else {
                    done(open, place);
                }
            }
        }
    }

    private static boolean temporary(Problem problem) {
        return problem.status() == 429 || problem.status() == 503 || problem.status() == 504;
    }

    /** Why it is not done. */
    static String reason(IngestAnswer answer) {
        return answer.problem().map(Reply::text).orElse(answer.state());
    }

    /** Watches the tasks that took longer than the agent would wait. */
    private void follow(Open open) {
        Map<Integer, String> tasks;
        synchronized (open.tasks) {
            tasks = new TreeMap<>(open.tasks);
            open.tasks.clear();
        }
        tasks.forEach((place, task) -> {
            TaskWatch.End end = watch.await(task);
            switch (end) {
                case TaskWatch.Completed _ -> done(open, place);
                case TaskWatch.Ended(String reason) -> fail(open, place, reason);
                case TaskWatch.Unknown _ -> {}
            }
        });
    }

    private void done(Open open, int place) {
        Item.Line line = open.lines.remove(place);
        if (line != null) tally.done(line, line.textBytes());
        changed.run();
    }

    private void fail(Open open, int place, String reason) {
        Item.Line line = open.lines.remove(place);
        if (line != null) tally.failed(line, reason);
        changed.run();
    }

    private void failAll(Open open, String reason) {
        for (Integer place : List.copyOf(open.lines.keySet())) fail(open, place, reason);
    }
}
