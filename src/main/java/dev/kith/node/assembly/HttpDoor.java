package dev.kith.node.assembly;

import dev.kith.gateway.Gateway;
import dev.kith.gateway.GatewayDoors;
import dev.kith.gateway.NetworkFacts;
import dev.kith.model.Capability;
import dev.kith.node.lasting.Credentials;
import dev.kith.node.setting.Plan;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;

/** This agent's gateway, where it offers one. */
final class HttpDoor {

    /**
     * What it is made of.
     *
     * @param doors what HTTP leads to
     * @param card told where HTTP answers
     */
    record Parts(
            ActorSystem<?> system,
            Plan plan,
            Credentials credentials,
            Offers offers,
            Doors doors,
            SelfCard card) {}

    private final Parts parts;
    private volatile Optional<Gateway> gateway = Optional.empty();

    HttpDoor(Parts parts) {
        this.parts = parts;
    }

    /** Starts HTTP where it is offered; done with {@code host:port}, or {@code none}. */
    CompletionStage<String> start() {
        if (!parts.offers().include(Capability.GATEWAY)) {
            return CompletableFuture.completedFuture("none");
        }
        return Gateway.start(parts.system(), parts.plan().gateway(), doors())
                .thenApply(started -> {
                    gateway = Optional.of(started);
                    InetSocketAddress at = started.address();
                    String address = at.getAddress().getHostAddress() + ":" + at.getPort();
                    parts.card().http(address);
                    return address;
                });
    }

    private GatewayDoors doors() {
        var plan = parts.plan();
        var membership = parts.credentials().membership();
        return parts.doors()
                .gateway(
                        plan.chunk(),
                        new NetworkFacts(
                                membership.network(),
                                membership.networkName(),
                                plan.network().copies(),
                                plan.audit().demands()),
                        parts.offers().dispatcher("kith-chunk-dispatcher"));
    }

    /** Takes no more requests and lets those in flight end. */
    CompletionStage<Done> close() {
        return gateway.map(Gateway::close)
                .orElse(CompletableFuture.completedFuture(Done.getInstance()));
    }
}
