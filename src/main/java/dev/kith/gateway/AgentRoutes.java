package dev.kith.gateway;

import dev.kith.api.AgentAnswer;
import dev.kith.api.AgentList;
import dev.kith.api.Problem;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Call;
import dev.kith.gateway.http.Problems;
import dev.kith.gateway.http.Route;
import dev.kith.model.Capability;
import dev.kith.model.CopyId;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Agents: {@code /v1/agents}. */
final class AgentRoutes {
    private static final AgentAnswer.Vitals UNHEARD =
            new AgentAnswer.Vitals(0, 0, 0, -1, 0, 0, 0, AgentAnswer.Situation.UNKNOWN);

    private final Directory directory;
    private final ReputationGet reputations;
    private final Answers answers;

    AgentRoutes(GatewayDoors doors, Answers answers) {
        this.directory = doors.directory();
        this.reputations = new ReputationGet(doors.trust(), doors.contributions());
        this.answers = answers;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/v1/agents", this::list),
                new Route("GET", "/v1/agents/{id}", this::show),
                new Route("GET", "/v1/agents/{id}/reputation", this::reputation));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        Optional<Problem> wrong = call.query().wrong();
        return CompletableFuture.completedFuture(
                wrong.isPresent()
                        ? answers.problem(wrong.get())
                        : answers.json(new AgentList(all())));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        Optional<Problem> wrong = call.query().wrong();
        return CompletableFuture.completedFuture(
                wrong.isPresent()
                        ? answers.problem(wrong.get())
                        : find(call.argument("id"))
                                .map(entry -> answers.json(answer(entry)))
                                .orElseGet(() -> unknown(call.argument("id"))));
    }

    private CompletionStage<HttpResponse> reputation(Call call) {
        Optional<Problem> wrong = call.query().wrong();
        return CompletableFuture.completedFuture(
                wrong.isPresent()
                        ? answers.problem(wrong.get())
                        : find(call.argument("id"))
                                .flatMap(reputations::of)
                                .map(answers::json)
                                .orElseGet(() -> unknown(call.argument("id"))));
    }

    private HttpResponse unknown(String name) {
        return answers.problem(
                Problems.notFound("there is no agent " + name + "; /v1/agents has them all"));
    }

    private List<AgentAnswer> all() {
        return directory.agents().stream().map(this::answer).toList();
    }

    /** By did or short form; otherwise the first of that name. */
    private Optional<Directory.Entry> find(String wanted) {
        List<Directory.Entry> entries = directory.agents();
        return entries.stream()
                .filter(e -> e.card().filter(c -> isId(c, wanted)).isPresent())
                .findFirst()
                .or(() -> entries.stream().filter(e -> isName(e, wanted)).findFirst());
    }

    private static boolean isId(Card card, String wanted) {
        return card.agent().did().equals(wanted) || card.agent().shortForm().equals(wanted);
    }

    private static boolean isName(Directory.Entry entry, String wanted) {
        return entry.card().filter(card -> card.name().equals(wanted)).isPresent();
    }

    private AgentAnswer answer(Directory.Entry entry) {
        Optional<Card> card = entry.card();
        String self = entry.self() ? directory.self().did() : "";
        return new AgentAnswer(
                card.map(c -> c.agent().did()).orElse(self),
                card.map(Card::name).orElse(entry.address()),
                entry.address(),
                entry.status(),
                entry.quarantined(),
                entry.self(),
                entry.capabilities().stream().sorted().map(Capability::role).toList(),
                card.flatMap(Card::model),
                card.flatMap(Card::engine),
                card.flatMap(Card::http),
                card.map(Card::version).orElse(""),
                card.map(c -> Instant.ofEpochMilli(c.started()).toString()).orElse(""),
                card.map(c -> vitals(c.vitals())).orElse(UNHEARD),
                card.map(Card::doors).orElse(List.of()).stream().map(CopyId::toString).toList());
    }

    private static AgentAnswer.Vitals vitals(Card.Vitals vitals) {
        return new AgentAnswer.Vitals(
                vitals.cores(),
                vitals.memoryUsed(),
                vitals.memoryMax(),
                vitals.load(),
                vitals.diskFree(),
                vitals.tasks(),
                vitals.textsPerSecond(),
                situation(vitals.situation()));
    }

    private static AgentAnswer.Situation situation(Card.Situation situation) {
        return new AgentAnswer.Situation(
                situation.pause(),
                since(situation),
                situation.otherLoad(),
                situation.memoryAvailable(),
                situation.battery(),
                situation.onBattery(),
                situation.heatLeft(),
                situation.inUse());
    }

    /** When its pause or its work began, ISO 8601; empty where it does not say. */
    static Optional<String> since(Card.Situation situation) {
        return Optional.of(situation.since())
                .filter(millis -> millis > 0)
                .map(millis -> Instant.ofEpochMilli(millis).toString());
    }
}
