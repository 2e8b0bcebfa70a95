package dev.kith.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.audit.sample.Standing;
import dev.kith.model.AgentId;
import dev.kith.wire.envelope.PayloadJson;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * How agents stood their checks, as a file keeps it: one line of JSON, whoever was checked last at
 * the end.
 */
public record AuditPage(List<Stood> standings) {
    private static final ObjectMapper JSON = PayloadJson.mapper();

    public AuditPage {
        standings = List.copyOf(standings);
    }

    /** How one agent stood with one model. */
    record Stood(String agent, String model, int passes, int doubts, long lateUntil) {
        Stood {
            Objects.requireNonNull(model);
        }

        static Stood of(AgentId agent, String model, Standing standing) {
            return new Stood(
                    agent.did(), model, standing.passes(), standing.doubts(), standing.lateUntil());
        }

        AgentId id() {
            return new AgentId(agent);
        }

        Standing standing() {
            return new Standing(passes, doubts, lateUntil);
        }
    }

    /** The bytes that {@link #read} reads. */
    public byte[] write() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("standings cannot be written", e);
        }
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IOException if it is anything else
     */
    public static AuditPage read(byte[] bytes) throws IOException {
        try {
            AuditPage page = JSON.readValue(bytes, AuditPage.class);
            if (page == null) throw new IOException("there is nothing in it");
            page.standings.forEach(stood -> {
                stood.id();
                stood.standing();
            });
            return page;
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new IOException("no standings", e);
        }
    }
}
