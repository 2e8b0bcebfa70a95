package dev.kith.cli.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kith.api.Json;
import dev.kith.api.backup.BackupCodec;
import dev.kith.api.backup.RestoreAnswer;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.Backoff;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Payload;
import dev.kith.cli.client.Reply;
import dev.kith.cli.ingest.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Sends one batch and sees it through: what is not answered is sent again, which is safe. */
final class BatchSender {
    private static final Duration SILENCE_MAX = Duration.ofSeconds(150);

    private final AgentClient client;
    private final Archive archive;
    private final String path;
    private final Patience patience;
    private final Tally tally;
    private final Runnable changed;

    BatchSender(
            AgentClient client,
            Archive archive,
            String path,
            Patience patience,
            Tally tally,
            Runnable changed) {
        this.client = client;
        this.archive = archive;
        this.path = path;
        this.patience = patience;
        this.tally = tally;
        this.changed = changed;
    }

    void send(Batch batch) {
        var open = new ConcurrentSkipListMap<Integer, Batch.Range>();
        for (int i = 0; i < batch.versions().size(); i++) open.put(i, batch.versions().get(i));
        Backoff backoff = patience.backoff();
        while (!open.isEmpty()) {
            int before = open.size();
            Optional<Duration> asked = Optional.empty();
            String trouble = "the network is too busy";
            ExitCode code = ExitCode.FAILED;
            try {
                Reply reply = post(batch.only(List.copyOf(open.values())), open);
                if (!reply.good() && !reply.temporary()) {
                    failAll(open, Reply.text(reply.problem()));
                    return;
                }
                asked = reply.retryAfter();
            } catch (IOException e) {
                trouble = "no answer from " + client.agent() + " (" + e + ")";
                code = ExitCode.NO_AGENT;
                client.next();
            }
            if (open.isEmpty()) return;
            if (open.size() < before) backoff.reset();
            tally.trouble(trouble);
            changed.run();
            patience.goOnOrGiveUp(code, trouble);
            patience.rest(asked, backoff);
        }
    }

    private Reply post(Batch batch, ConcurrentSkipListMap<Integer, Batch.Range> open)
            throws IOException {
        List<Integer> places = List.copyOf(open.keySet());
        var payload =
                new Payload(
                        Map.of("Content-Type", BackupCodec.MEDIA_TYPE),
                        () -> BodyPublishers.ofInputStream(() -> batch.open(archive)));
        return client.lines(
                "POST", path, payload, line -> answered(open, places, line), SILENCE_MAX);
    }

    private void answered(
            ConcurrentSkipListMap<Integer, Batch.Range> open, List<Integer> places, String line) {
        RestoreAnswer answer;
        try {
            answer = Json.LENIENT.readValue(line, RestoreAnswer.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        if (answer.number() < 1 || answer.number() > places.size()) return;
        int place = places.get((int) answer.number() - 1);
        patience.reset();
        boolean later =
                answer.problem()
                        .filter(p -> p.status() == 429 || p.status() == 503 || p.status() == 504)
                        .isPresent();
        if (later) return;
        Batch.Range version = open.remove(place);
        if (version == null) return;
        if (answer.state().equals("refused")) {
            tally.failed(
                    version.name(),
                    answer.problem().map(Reply::text).orElse("refused"),
                    version.bytes());
        } else {
            tally.done(
                    Tally.State.valueOf(answer.state().toUpperCase(Locale.ROOT)), version.bytes());
        }
        changed.run();
    }

    private void failAll(ConcurrentSkipListMap<Integer, Batch.Range> open, String reason) {
        open.values().forEach(version -> tally.failed(version.name(), reason, version.bytes()));
        open.clear();
        changed.run();
    }
}
