package dev.kith.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.api.Json;
import dev.kith.node.AgentProcess.Place;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * People who search and put documents all the time, each at the next agent that is not known to be
 * gone; a request that an agent's death broke off is sent to the next one at once.
 */
final class Load implements AutoCloseable {
    private static final List<String> WORDS =
            List.of("harbour", "lantern", "orchard", "granite", "violin", "thunder", "compass");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<Place> places;
    private final Set<Place> gone = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile boolean over;

    /** What went wrong, one line each. */
    final ConcurrentLinkedQueue<String> troubles = new ConcurrentLinkedQueue<>();

    final AtomicInteger searches = new AtomicInteger();
    final AtomicLong searchMillisMax = new AtomicLong();
    final AtomicInteger puts = new AtomicInteger();
    final AtomicInteger putsLater = new AtomicInteger();
    final AtomicLong putMillisMax = new AtomicLong();

    /** Documents that were acknowledged, with their tasks. */
    final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    Load(List<Place> places) {
        this.places = places;
    }

    /** An agent is about to be killed: nobody begins anything there. */
    void leaveOut(Place place) {
        gone.add(place);
    }

    /** It is back. */
    void takeIn(Place place) {
        gone.remove(place);
    }

    /** Searches until the end, about {@code perSecond} times. */
    void search(int perSecond) {
        Thread.ofVirtual()
                .start(() -> {
                    while (!over) {
                        searchOnce();
                        LockSupport.parkNanos(1_000_000_000L / perSecond);
                    }
                });
    }

    /** Puts new documents until the end, about {@code perSecond}. */
    void put(int perSecond) {
        Thread.ofVirtual()
                .start(() -> {
                    for (int number = 0; !over; number++) {
                        putOnce(number);
                        LockSupport.parkNanos(1_000_000_000L / perSecond);
                    }
                });
    }

    /** One document, until it is acknowledged. */
    void putOnce(int number) {
        String id = "load-" + number;
        long begin = System.nanoTime();
        for (int attempt = 0; attempt < 50 && !over; attempt++) {
            Place place = next();
            try {
                HttpResponse<String> response =
                        http.send(
                                request(place, "/v1/documents/" + id)
                                        .header("Content-Type", "text/plain")
                                        .timeout(Duration.ofSeconds(20))
                                        .PUT(HttpRequest.BodyPublishers.ofString(text(number)))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 202 || response.statusCode() == 200) {
                    JsonNode answer = Json.LENIENT.readTree(response.body());
                    acknowledged.put(id, answer.path("task").asText());
                    puts.incrementAndGet();
                    max(putMillisMax, begin);
                    return;
                }
                boolean later = response.statusCode() == 503 || response.statusCode() == 429;
                if (later && response.headers().firstValue("Retry-After").isPresent()) {
                    putsLater.incrementAndGet();
                } else {
                    trouble("put " + id, place, response.statusCode() + " " + response.body());
                }
                LockSupport.parkNanos(200_000_000);
            } catch (IOException e) {
                if (!gone.contains(place)) trouble("put " + id, place, e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void searchOnce() {
        String query = WORDS.get(Math.floorMod(turns.get(), WORDS.size())) + " " + turns.get();
        long begin = System.nanoTime();
        for (int attempt = 0; attempt < places.size(); attempt++) {
            Place place = next();
            try {
                HttpResponse<String> response =
                        http.send(
                                request(place, "/v1/search?limit=5&q=" + encoded(query))
                                        .timeout(Duration.ofSeconds(15))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                searches.incrementAndGet();
                max(searchMillisMax, begin);
                judge(place, begin, response);
                return;
            } catch (IOException e) {
                if (!gone.contains(place)) trouble("search", place, e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void judge(Place place, long begin, HttpResponse<String> response) throws IOException {
        JsonNode answer = Json.LENIENT.readTree(response.body());
        String took = (System.nanoTime() - begin) / 1_000_000 + " ms ";
        if (response.statusCode() != 200) {
            trouble("search", place, took + response.statusCode() + " " + response.body());
        } else if (!answer.path("coverage").path("complete").asBoolean()) {
            trouble("search", place, took + "partial " + answer.path("coverage"));
        } else if (!answer.path("notes").isEmpty()) {
            trouble("search", place, took + answer.path("notes"));
        } else if (answer.path("hits").isEmpty()) {
            trouble("search", place, took + "nothing found");
        }
    }

    private void trouble(String what, Place place, String why) {
        troubles.add(
                "%tT.%<tL %s at %s: %s"
                        .formatted(System.currentTimeMillis(), what, place.name(), why));
    }

    JsonNode get(Place place, String path) {
        try {
            var request = request(place, path).timeout(Duration.ofSeconds(15)).build();
            return Json.LENIENT.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return Json.LENIENT.createObjectNode().put("unanswered", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Json.LENIENT.createObjectNode();
        }
    }

    private Place next() {
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(Math.floorMod(turns.getAndIncrement(), places.size()));
            if (!gone.contains(place)) return place;
        }
        return places.getFirst();
    }

    /** A short text with two of the words that are searched for. */
    private static String text(int number) {
        return "Note %d. The %s stood near the %s for %d years, and nobody knew why."
                .formatted(
                        number,
                        WORDS.get(Math.floorMod(number, WORDS.size())),
                        WORDS.get(Math.floorMod(number + 3, WORDS.size())),
                        number);
    }

    private static HttpRequest.Builder request(Place place, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + place.httpPort() + path));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void max(AtomicLong most, long begin) {
        most.accumulateAndGet((System.nanoTime() - begin) / 1_000_000, Math::max);
    }

    @Override
    public void close() {
        over = true;
        http.close();
    }
}
