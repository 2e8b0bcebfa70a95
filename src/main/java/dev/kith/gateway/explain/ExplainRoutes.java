package dev.kith.gateway.explain;

import dev.kith.api.Problem;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Call;
import dev.kith.gateway.http.Problems;
import dev.kith.gateway.http.Route;
import dev.kith.model.Outcome;
import dev.kith.model.TaskId;
import dev.kith.task.Explainer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Why work went where it went: {@code /v1/tasks/{id}/explain}, {@code /v1/agents/{id}/explain}. */
public final class ExplainRoutes {
    private final Explainer explainer;
    private final AgentNames names;
    private final Answers answers;

    public ExplainRoutes(Explainer explainer, AgentNames names, Answers answers) {
        this.explainer = explainer;
        this.names = names;
        this.answers = answers;
    }

    /** All of them. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/v1/tasks/{id}/explain", this::task),
                new Route("GET", "/v1/agents/{id}/explain", this::agent));
    }

    private CompletionStage<HttpResponse> task(Call call) {
        Optional<Problem> wrong = call.query().wrong();
        if (wrong.isPresent()) return refuse(wrong.get());
        TaskId task;
        try {
            task = new TaskId(call.argument("id"));
        } catch (IllegalArgumentException _) {
            return refuse(Problems.notFound("there is no task " + call.argument("id")));
        }
        return explainer
                .task(task)
                .thenApply(outcome ->
                        switch (outcome) {
                            case Outcome.Bad<Explainer.Explained>(var failure) ->
                                    answers.problem(failure);
                            case Outcome.Good<Explainer.Explained>(var known) ->
                                    answers.json(
                                            new Explanations(names)
                                                    .of(known, explainer.standings()));
                        });
    }

    private CompletionStage<HttpResponse> agent(Call call) {
        Optional<Problem> wrong = call.query().wrong();
        if (wrong.isPresent()) return refuse(wrong.get());
        String wanted = call.argument("id");
        return CompletableFuture.completedFuture(
                names.find(wanted)
                        .map(entry ->
                                answers.json(
                                        new Explanations(names)
                                                .of(
                                                        entry,
                                                        explainer.standings(),
                                                        explainer.moves())))
                        .orElseGet(() ->
                                answers.problem(
                                        Problems.notFound(
                                                "there is no agent "
                                                        + wanted
                                                        + "; /v1/agents has them all"))));
    }

    private CompletionStage<HttpResponse> refuse(Problem problem) {
        return CompletableFuture.completedFuture(answers.problem(problem));
    }
}
