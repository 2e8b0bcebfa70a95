package dev.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.api.AgentAnswer;
import dev.kith.api.AgentEvent;
import dev.kith.api.AgentList;
import dev.kith.api.DocumentAnswer;
import dev.kith.api.DocumentRequest;
import dev.kith.api.HoldingsAnswer;
import dev.kith.api.IngestAnswer;
import dev.kith.api.NetworkAnswer;
import dev.kith.api.Problem;
import dev.kith.api.ReceiptsAnswer;
import dev.kith.api.ReputationAnswer;
import dev.kith.api.SearchAnswer;
import dev.kith.api.TaskAnswer;
import dev.kith.api.TaskList;
import dev.kith.api.backup.RestoreAnswer;
import dev.kith.api.explain.AgentExplanation;
import dev.kith.api.explain.Candidate;
import dev.kith.api.explain.TaskExplanation;
import dev.kith.gateway.http.Route;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** openapi.json tells of every route and of every field, and of nothing else. */
class OpenApiTest {
    private static final List<Class<?>> RECORDS =
            List.of(
                    Problem.class,
                    DocumentRequest.class,
                    IngestAnswer.class,
                    RestoreAnswer.class,
                    DocumentAnswer.class,
                    SearchAnswer.class,
                    SearchAnswer.Coverage.class,
                    SearchAnswer.Hit.class,
                    SearchAnswer.Scores.class,
                    SearchAnswer.Receipt.class,
                    TaskAnswer.class,
                    TaskList.class,
                    AgentAnswer.class,
                    AgentAnswer.Speed.class,
                    AgentAnswer.Vitals.class,
                    AgentAnswer.Situation.class,
                    AgentList.class,
                    ReputationAnswer.class,
                    ReputationAnswer.TradeTrust.class,
                    ReputationAnswer.EvidenceParts.class,
                    NetworkAnswer.class,
                    NetworkAnswer.Engine.class,
                    NetworkAnswer.Work.class,
                    NetworkAnswer.Checking.class,
                    NetworkAnswer.Demand.class,
                    NetworkAnswer.Placement.class,
                    NetworkAnswer.Repair.class,
                    NetworkAnswer.Scrub.class,
                    NetworkAnswer.Lost.class,
                    NetworkAnswer.Name.class,
                    HoldingsAnswer.class,
                    HoldingsAnswer.Holding.class,
                    ReceiptsAnswer.class,
                    ReceiptsAnswer.FullReceipt.class,
                    ReceiptsAnswer.Sample.class,
                    ReceiptsAnswer.Apart.class,
                    AgentEvent.class,
                    Candidate.class,
                    TaskExplanation.class,
                    TaskExplanation.EmbeddedBatch.class,
                    TaskExplanation.TaskTry.class,
                    TaskExplanation.Considered.class,
                    AgentExplanation.class,
                    AgentExplanation.ShardMove.class);

    @Test
    void hasExactlyTheRoutesThatThereAre() {
        try (var running = new GatewayFixture("")) {
            List<String> routes =
                    Gateway.routes(
                                    running.kit.system(),
                                    running.settings,
                                    running.doors,
                                    org.apache.pekko.stream.Materializer.matFromSystem(
                                            running.kit.system()))
                            .stream()
                            .map(OpenApiTest::operation)
                            .toList();

            assertThat(OpenApi.operations()).containsExactlyInAnyOrderElementsOf(routes);
        }
    }

    private static String operation(Route route) {
        return route.method() + " " + route.pattern().replace("*}", "}");
    }

    @Test
    void hasExactlyTheFieldsThatEachRecordHas() {
        assertThat(RECORDS)
                .allSatisfy(type ->
                        assertThat(
                                        OpenApi.names(
                                                OpenApi.schema(type.getSimpleName())
                                                        .path("properties")))
                                .containsExactlyInAnyOrderElementsOf(fields(type)));
        assertThat(OpenApi.names(OpenApi.DOCUMENT.at("/components/schemas")))
                .containsExactlyInAnyOrderElementsOf(
                        RECORDS.stream().map(Class::getSimpleName).toList());
    }

    @Test
    void requiresExactlyWhatIsNotOptional() {
        assertThat(RECORDS)
                .filteredOn(type -> type != DocumentRequest.class)
                .allSatisfy(type ->
                        assertThat(OpenApi.schema(type.getSimpleName()).path("required"))
                                .extracting(com.fasterxml.jackson.databind.JsonNode::asText)
                                .containsExactlyInAnyOrderElementsOf(required(type)));
    }

    private static List<String> fields(Class<?> type) {
        return Stream.of(type.getRecordComponents()).map(OpenApiTest::name).toList();
    }

    private static List<String> required(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .filter(component -> component.getType() != Optional.class)
                .map(OpenApiTest::name)
                .toList();
    }

    private static String name(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
