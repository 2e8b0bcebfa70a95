package dev.kith.cli.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is sent.
 *
 * @param headers such as {@code Content-Type}
 * @param body made anew for each agent that is tried
 */
public record Payload(Map<String, String> headers, Supplier<BodyPublisher> body) {
    /** Nothing. */
    public static final Payload NONE = new Payload(Map.of(), BodyPublishers::noBody);

    public Payload {
        headers = Map.copyOf(headers);
    }
}
