package dev.kith.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent says how many texts its model has taken on, until they are embedded. */
class BusyAgentTest {
    private static final String ADA = "ada";
    private static final int WORDS = 60;

    @TempDir Path folder;

    @Test
    void saysHowLongItsOwnQueueIs() throws Exception {
        var model = new LyingModel(LyingModel.Lie.SILENT, new LyingModel.Work());
        try (var company = new Company(folder, List.of(ADA), List.of(), Duration.ofMinutes(3))) {
            company.start(ADA, model, UnaryOperator.identity());
            company.ready(ADA);
            company.await("nothing waits yet", () -> queue(company) == 0);

            model.begin();
            company.put(ADA, Company.id(0), Company.text(new Random(1), WORDS));
            company.await("a text waits for the model", () -> queue(company) > 0);

            model.free();
            company.await("nothing waits any more", () -> queue(company) == 0);
        }
    }

    /** As its card has it; -1 where that does not say. */
    private static int queue(Company company) {
        return company.get(ADA, "/v1/agents/" + ADA).at("/vitals/queue").asInt(-1);
    }
}
