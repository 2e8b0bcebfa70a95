package dev.kith.gateway;

import dev.kith.api.Problem;
import dev.kith.api.TaskList;
import dev.kith.gateway.documents.TaskAnswers;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Call;
import dev.kith.gateway.http.Problems;
import dev.kith.gateway.http.Route;
import dev.kith.model.Outcome;
import dev.kith.model.TaskId;
import dev.kith.task.Tasks;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Tasks: listed, shown, canceled, watched; {@code /v1/tasks}. */
final class TaskRoutes {
    private static final int LIMIT = 50;
    private static final List<String> STATES =
            List.of("", "submitted", "working", "completed", "failed", "canceled");

    private final GatewaySettings settings;
    private final Tasks tasks;
    private final Answers answers;
    private final Events events;

    TaskRoutes(GatewaySettings settings, Tasks tasks, Answers answers, Events events) {
        this.settings = settings;
        this.tasks = tasks;
        this.answers = answers;
        this.events = events;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/v1/tasks", this::list),
                new Route("GET", "/v1/tasks/{id}", call -> with(call, t -> show(tasks.get(t)))),
                new Route(
                        "DELETE", "/v1/tasks/{id}", call -> with(call, t -> show(tasks.cancel(t)))),
                new Route("GET", "/v1/tasks/{id}/events", call -> with(call, this::watch)));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        String state = call.query().word("state", STATES);
        int limit = call.query().number("limit", LIMIT, 1, settings.tasksLimitMax());
        Optional<Problem> wrong = call.query().wrong();
        if (wrong.isPresent()) return refuse(wrong.get());
        return tasks.list(state, limit)
                .thenApply(outcome ->
                        switch (outcome) {
                            case Outcome.Bad<Tasks.Listing>(var failure) ->
                                    answers.problem(failure);
                            case Outcome.Good<Tasks.Listing>(var listing) ->
                                    answers.json(list(listing));
                        });
    }

    private static TaskList list(Tasks.Listing listing) {
        return new TaskList(
                listing.tasks().stream().map(TaskAnswers::of).toList(), listing.total());
    }

    private CompletionStage<HttpResponse> with(
            Call call, Function<TaskId, CompletionStage<HttpResponse>> next) {
        Optional<Problem> wrong = call.query().wrong();
        if (wrong.isPresent()) return refuse(wrong.get());
        TaskId task;
        try {
            task = new TaskId(call.argument("id"));
        } catch (IllegalArgumentException _) {
            return refuse(Problems.notFound("there is no task " + call.argument("id")));
        }
        return next.apply(task);
    }

    private CompletionStage<HttpResponse> show(CompletionStage<Outcome<Tasks.View>> asked) {
        return asked.thenApply(outcome ->
                switch (outcome) {
                    case Outcome.Bad<Tasks.View>(var failure) -> answers.problem(failure);
                    case Outcome.Good<Tasks.View>(var view) -> answers.json(TaskAnswers.of(view));
                });
    }

    private CompletionStage<HttpResponse> watch(TaskId task) {
        return tasks.get(task)
                .thenApply(outcome ->
                        switch (outcome) {
                            case Outcome.Bad<Tasks.View>(var failure) -> answers.problem(failure);
                            case Outcome.Good<Tasks.View> _ ->
                                    events.stream(sink -> watch(task, sink));
                        });
    }

    private Runnable watch(TaskId task, Events.Sink sink) {
        return tasks.watch(
                task,
                view -> {
                    sink.tell("task", TaskAnswers.of(view));
                    if (view.ended()) sink.end();
                });
    }

    private CompletionStage<HttpResponse> refuse(Problem problem) {
        return CompletableFuture.completedFuture(answers.problem(problem));
    }
}
