package dev.kith.gateway;

import dev.kith.api.AgentEvent;
import dev.kith.api.Problem;
import dev.kith.gateway.documents.Arrivals;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Call;
import dev.kith.gateway.http.Route;
import dev.kith.registry.Directory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What happens, as it happens: agents that come and go, tasks that come in at this agent. */
final class EventRoutes {
    private final Directory directory;
    private final Arrivals arrivals;
    private final Answers answers;
    private final Events events;

    EventRoutes(Directory directory, Arrivals arrivals, Answers answers, Events events) {
        this.directory = directory;
        this.arrivals = arrivals;
        this.answers = answers;
        this.events = events;
    }

    List<Route> routes() {
        return List.of(new Route("GET", "/v1/events", this::listen));
    }

    private CompletionStage<HttpResponse> listen(Call call) {
        Optional<Problem> wrong = call.query().wrong();
        return CompletableFuture.completedFuture(
                wrong.isPresent() ? answers.problem(wrong.get()) : events.stream(this::listen));
    }

    private Runnable listen(Events.Sink sink) {
        Runnable agents =
                directory.onChange(
                        e -> sink.tell("agent", new AgentEvent(e.agent(), e.name(), e.status())));
        Runnable tasks = arrivals.listen(task -> sink.tell("task", task));
        return () -> {
            agents.run();
            tasks.run();
        };
    }
}
