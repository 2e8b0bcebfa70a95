package dev.kith.faults.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.Event.Phase;
import dev.kith.faults.history.Event.Seen;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All events in their order, one JSON line each; safe from any thread. */
public final class History implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final long began = System.nanoTime();
    private final List<Event> events = new ArrayList<>();
    private final BufferedWriter file;

    /** A history that is also written to a file, for whoever has to find out what went wrong. */
    public History(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            this.file = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One operation of one client, between its invocation and its end. */
    public final class Operation {
        private final int client;
        private final Action action;
        private final String document;
        private final int version;
        private final String agent;

        private Operation(int client, Action action, String document, int version, String agent) {
            this.client = client;
            this.action = action;
            this.document = document;
            this.version = version;
            this.agent = agent;
        }

        /** It ended. */
        public void end(Phase phase, Seen seen, String note) {
            add(client, phase, action, document, version, agent, seen, note);
        }
    }

    /** Writes down that an operation is sent, before it is. */
    public Operation invoke(int client, Action action, String document, int version, String agent) {
        add(client, Phase.INVOKE, action, document, version, agent, Seen.NOTHING, "");
        return new Operation(client, action, document, version, agent);
    }

    /** Writes down what the suite itself does or finds. */
    public void note(Action action, String note) {
        add(-1, Phase.OK, action, "", 0, "", Seen.NOTHING, note);
    }

    /** Milliseconds since it began. */
    public long now() {
        return (System.nanoTime() - began) / 1_000_000;
    }

    /** All until now. */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    private synchronized void add(
            int client,
            Phase phase,
            Action action,
            String document,
            int version,
            String agent,
            Seen seen,
            String note) {
        var event = new Event(now(), client, phase, action, document, version, agent, seen, note);
        events.add(event);
        try {
            file.write(JSON.writeValueAsString(event));
            file.newLine();
            if (client < 0) file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
