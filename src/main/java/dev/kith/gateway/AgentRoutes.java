package dev.kith.gateway;

import dev.kith.api.AgentAnswer;
import dev.kith.api.AgentList;
import dev.kith.api.Problem;
import dev.kith.gateway.explain.AgentNames;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Call;
import dev.kith.gateway.http.Problems;
import dev.kith.gateway.http.Route;
import dev.kith.model.Capability;
import dev.kith.model.CopyId;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Agents: {@code /v1/agents}. */
final class AgentRoutes {
    private static final AgentAnswer.Vitals UNHEARD =
            new AgentAnswer.Vitals(
                    0, 0, 0, -1, 0, 0, Optional.empty(), 0, AgentAnswer.Situation.UNKNOWN);

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

    private Optional<Directory.Entry> find(String wanted) {
        return new AgentNames(directory).find(wanted);
    }

    private AgentAnswer answer(Directory.Entry entry) {
        Optional<Card> card = entry.card();
        String self = entry.self() ? directory.self().did() : "";
        return new AgentAnswer(
                card.map(c -> c.agent().did()).orElse(self),
                card.map(Card::name).orElse(entry.address()),
                card.map(c -> c.offer().owner()).orElse(""),
                entry.address(),
                entry.status(),
                entry.quarantined(),
                entry.self(),
                entry.capabilities().stream().sorted().map(Capability::role).toList(),
                card.map(AgentRoutes::speeds).orElse(List.of()),
                card.flatMap(Card::model),
                card.flatMap(Card::modelFingerprint),
                card.flatMap(c -> c.offer().numbers()),
                card.flatMap(c -> c.offer().unfit()),
                card.flatMap(Card::engine),
                card.flatMap(Card::http),
                card.map(Card::version).orElse(""),
                card.map(c -> Instant.ofEpochMilli(c.started()).toString()).orElse(""),
                entry.anchor(),
                card.map(c -> vitals(c.vitals())).orElse(UNHEARD),
                card.map(Card::doors).orElse(List.of()).stream().map(CopyId::toString).toList());
    }

    private static List<AgentAnswer.Speed> speeds(Card card) {
        var speeds = new ArrayList<AgentAnswer.Speed>();
        for (Capability trade : Capability.values()) {
            String unit = trade == Capability.EMBED ? "texts" : "chars";
            card.speed(trade)
                    .ifPresent(
                            speed -> speeds.add(new AgentAnswer.Speed(trade.role(), speed, unit)));
        }
        return speeds;
    }

    private static AgentAnswer.Vitals vitals(Card.Vitals vitals) {
        return new AgentAnswer.Vitals(
                vitals.cores(),
                vitals.memoryUsed(),
                vitals.memoryMax(),
                vitals.load(),
                vitals.diskFree(),
                vitals.tasks(),
                Optional.of(vitals.queue()),
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
