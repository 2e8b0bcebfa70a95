package dev.kith.task.court;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.model.AgentId;
import dev.kith.model.ContentId;
import dev.kith.wire.envelope.PayloadJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What a docket keeps over a restart, beside what this agent has proven: accusations that came to
 * nothing need not be computed again, and who made them is not heard more for that.
 *
 * @param unfounded their proof ids, the last at the end
 * @param mistaken accusations without reason by the did of who made them
 */
record DocketPage(List<String> unfounded, Map<String, Integer> mistaken) {
    private static final ObjectMapper JSON = PayloadJson.mapper();

    DocketPage {
        unfounded = List.copyOf(unfounded);
        mistaken = Map.copyOf(mistaken);
    }

    byte[] write() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a docket cannot be written", e);
        }
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IOException if it is anything else
     */
    static DocketPage read(byte[] bytes) throws IOException {
        try {
            DocketPage page = JSON.readValue(bytes, DocketPage.class);
            if (page == null) throw new IOException("there is nothing in it");
            page.unfounded.forEach(ContentId::new);
            page.mistaken.keySet().forEach(AgentId::new);
            return page;
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new IOException("no docket", e);
        }
    }
}
