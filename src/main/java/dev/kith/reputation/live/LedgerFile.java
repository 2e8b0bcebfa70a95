package dev.kith.reputation.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.file.WholeFile;
import dev.kith.model.AgentId;
import dev.kith.reputation.karma.Karma;
import dev.kith.reputation.karma.KarmaBook;
import dev.kith.wire.envelope.PayloadJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A ledger in a file of its own; written whole or not at all. */
final class LedgerFile {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);
    private static final ObjectMapper JSON = PayloadJson.mapper();
    private static final double THOUSAND = 1000;

    /**
     * What the file has.
     *
     * @param agents dids that have karma
     * @param karma of each of them units in thousandths, and the time they are as of
     */
    private record Kept(BookRecords.Page book, List<String> agents, List<List<Long>> karma) {
        Kept {
            Objects.requireNonNull(book);
            agents = List.copyOf(agents);
            karma = karma.stream().map(List::copyOf).toList();
        }
    }

    private final Path file;
    private final AgentId self;

    LedgerFile(Path file, AgentId self) {
        this.file = file;
        this.self = self;
    }

    /** What was kept last; an empty ledger where nothing was, or it cannot be read. */
    Ledger read() {
        if (!Files.exists(file)) return Ledger.empty(self);
        try {
            Kept kept =
                    Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), Kept.class))
                            .orElseThrow(() -> new IOException("there is nothing in it"));
            return new Ledger(BookRecords.book(self, kept.book()), karma(kept));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            LOG.warn(
                    "cannot read {}; this agent forgets how it rated others and goes by what they"
                            + " say until it has seen them again. To have it back, stop the agent"
                            + " and put the file back from a backup",
                    file,
                    e);
            return Ledger.empty(self);
        }
    }

    private static KarmaBook karma(Kept kept) {
        Map<AgentId, Karma> accounts = new TreeMap<>();
        for (int i = 0; i < kept.agents().size(); i++) {
            List<Long> account = kept.karma().get(i);
            accounts.put(
                    new AgentId(kept.agents().get(i)),
                    new Karma(account.get(0) / THOUSAND, account.get(1)));
        }
        return new KarmaBook(new TreeMap<>(accounts));
    }

    /**
     * Keeps this; returns only once it would survive a loss of power.
     *
     * @throws IOException if it cannot; then the old one is still there
     */
    synchronized void write(Ledger ledger) throws IOException {
        List<String> agents = new ArrayList<>();
        List<List<Long>> karma = new ArrayList<>();
        ledger.karma()
                .accounts()
                .forEach((agent, account) -> {
                    agents.add(agent.did());
                    karma.add(List.of(Math.round(account.amount() * THOUSAND), account.time()));
                });
        Kept kept = new Kept(BookRecords.page(ledger.book()), agents, karma);
        WholeFile.write(file, JSON.writeValueAsBytes(kept));
    }
}
