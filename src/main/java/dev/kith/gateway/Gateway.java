package dev.kith.gateway;

import dev.kith.gateway.backup.BackupRoutes;
import dev.kith.gateway.documents.Arrivals;
import dev.kith.gateway.documents.DocumentRoutes;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Front;
import dev.kith.gateway.http.Guard;
import dev.kith.gateway.http.ParsingErrors;
import dev.kith.gateway.http.Route;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.ActorMaterializer;
import org.apache.pekko.stream.ActorMaterializerSettings;
import org.apache.pekko.stream.Materializer;
import scala.concurrent.duration.Duration;

/** An agent's HTTP server. */
public final class Gateway {
    private final GatewaySettings settings;
    private final ServerBinding binding;
    private final Materializer materializer;

    private Gateway(GatewaySettings settings, ServerBinding binding, Materializer materializer) {
        this.settings = settings;
        this.binding = binding;
        this.materializer = materializer;
    }

    /**
     * Binds the server.
     *
     * @return the running server, or a stage failed with IllegalArgumentException naming key, value
     *     and remedy where the address cannot be had
     * @throws IllegalArgumentException where the address is not a loopback one
     */
    public static CompletionStage<Gateway> start(
            ActorSystem<?> system, GatewaySettings settings, GatewayDoors doors) {
        requireLoopback(settings);
        Materializer materializer = materializer(system, settings);
        var answers = new Answers(settings.retryAfter());
        var front =
                new Front(
                        routes(system, settings, doors, materializer),
                        new Guard(settings.hostNames()),
                        answers,
                        new Front.Means(materializer, doors.clock(), settings.drainBytesMax()));
        return Http.get(system)
                .newServerAt(settings.host(), settings.port())
                .withMaterializer(materializer)
                .withSettings(serverSettings(system, settings))
                .bind(front::answer)
                .handle((binding, error) -> {
                    if (error != null) {
                        materializer.shutdown();
                        throw unbound(settings, error);
                    }
                    return new Gateway(settings, binding, materializer);
                });
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return binding.localAddress();
    }

    /** Takes no more requests, lets those in flight end for a while, then cuts them off. */
    public CompletionStage<Done> close() {
        return binding.terminate(settings.closePatience())
                .whenComplete((_, _) -> materializer.shutdown())
                .thenApply(_ -> Done.getInstance());
    }

    static List<Route> routes(
            ActorSystem<?> system,
            GatewaySettings settings,
            GatewayDoors doors,
            Materializer materializer) {
        var answers = new Answers(settings.retryAfter());
        var arrivals = new Arrivals();
        var events = new Events(settings, answers, materializer);
        return Stream.of(
                        new DocumentRoutes(settings, doors, answers, arrivals, system).routes(),
                        new BackupRoutes(settings, doors, answers, system).routes(),
                        new SearchRoutes(settings, doors, answers).routes(),
                        new TaskRoutes(settings, doors.tasks(), answers, events).routes(),
                        new AgentRoutes(doors, answers).routes(),
                        new NetworkRoutes(doors, answers).routes(),
                        new EventRoutes(doors.directory(), arrivals, answers, events).routes(),
                        new PageRoutes(answers).routes())
                .flatMap(List::stream)
                .toList();
    }

    @SuppressWarnings("deprecation") // the only way to give every stream of a server a dispatcher
    private static Materializer materializer(ActorSystem<?> system, GatewaySettings settings) {
        var classic = Adapter.toClassic(system);
        return ActorMaterializer.create(
                ActorMaterializerSettings.create(classic).withDispatcher(settings.dispatcher()),
                classic);
    }

    private static ServerSettings serverSettings(ActorSystem<?> system, GatewaySettings settings) {
        ServerSettings defaults = ServerSettings.create(Adapter.toClassic(system));
        return defaults.withMaxConnections(settings.connectionsMax())
                .withRawRequestUriHeader(true)
                .withTransparentHeadRequests(true)
                .withServerHeader(Optional.empty())
                .withParsingErrorHandler(ParsingErrors.class.getName())
                .withParserSettings(
                        defaults.getParserSettings()
                                .withMaxUriLength(settings.uriCharsMax())
                                .withIllegalHeaderWarnings(false))
                .withTimeouts(
                        defaults.getTimeouts()
                                .withIdleTimeout(
                                        Duration.fromNanos(settings.idleTimeout().toNanos()))
                                .withRequestTimeout(
                                        Duration.fromNanos(settings.requestTimeout().toNanos())));
    }

    private static void requireLoopback(GatewaySettings settings) {
        String key = "kith.gateway.host = " + settings.host();
        try {
            if (InetAddress.getByName(settings.host()).isLoopbackAddress()) return;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(key + ": no such address; use 127.0.0.1", e);
        }
        throw new IllegalArgumentException(
                key
                        + ": HTTP is plain and has no keys, so it may listen on loopback only; use"
                        + " 127.0.0.1, and reach it from elsewhere through an ssh tunnel or a proxy"
                        + " with TLS (its name goes into kith.gateway.host-names)");
    }

    private static CompletionException unbound(GatewaySettings settings, Throwable error) {
        Throwable cause =
                error instanceof CompletionException c && c.getCause() != null
                        ? c.getCause()
                        : error;
        return new CompletionException(
                new IllegalArgumentException(
                        "kith.gateway.port = "
                                + settings.port()
                                + ": cannot listen at "
                                + settings.host()
                                + ", most likely because another process does; choose another port,"
                                + " or 0 for a free one (KITH_GATEWAY_PORT)",
                        cause));
    }
}
