package dev.kith.gateway;

import dev.kith.api.NetworkAnswer;
import dev.kith.api.Problem;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Call;
import dev.kith.gateway.http.Route;
import dev.kith.model.Capability;
import dev.kith.model.DocumentKey;
import dev.kith.model.Outcome;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import dev.kith.store.Copies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The network as a whole: {@code /v1/network}. */
final class NetworkRoutes {
    private static final int LOST_NAMED = 20;

    private final GatewayDoors doors;
    private final Answers answers;

    NetworkRoutes(GatewayDoors doors, Answers answers) {
        this.doors = doors;
        this.answers = answers;
    }

    List<Route> routes() {
        return List.of(new Route("GET", "/v1/network", this::show));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        Optional<Problem> wrong = call.query().wrong();
        if (wrong.isPresent()) {
            return CompletableFuture.completedFuture(answers.problem(wrong.get()));
        }
        CompletionStage<List<Copies.PartitionSummary>> all =
                CompletableFuture.completedFuture(List.of());
        for (var summary : asked()) all = all.thenCombine(summary, NetworkRoutes::with);
        return all.thenCompose(summaries ->
                lost(summaries).thenApply(lost -> answers.json(answer(summaries, lost))));
    }

    /** What some partitions have lost, and the names of the first few. */
    private CompletionStage<NetworkAnswer.Lost> lost(List<Copies.PartitionSummary> summaries) {
        long documents = summaries.stream().mapToLong(Copies.PartitionSummary::lost).sum();
        CompletionStage<List<NetworkAnswer.Name>> names =
                CompletableFuture.completedFuture(List.of());
        for (Copies.PartitionSummary summary : summaries) {
            if (summary.lost() == 0) continue;
            var found = doors.copies().lost(summary.partition(), Optional.empty(), LOST_NAMED);
            names = names.thenCombine(found, NetworkRoutes::named);
        }
        return names.thenApply(first -> new NetworkAnswer.Lost(documents, first));
    }

    private static List<NetworkAnswer.Name> named(
            List<NetworkAnswer.Name> before, Outcome<List<DocumentKey>> next) {
        return switch (next) {
            case Outcome.Bad<List<DocumentKey>> _ -> before; // they are counted all the same
            case Outcome.Good<List<DocumentKey>>(var keys) ->
                    Stream.concat(
                                    before.stream(),
                                    keys.stream()
                                            .map(key ->
                                                    new NetworkAnswer.Name(
                                                            key.collection().value(), key.id())))
                            .limit(LOST_NAMED)
                            .toList();
        };
    }

    /** All partitions are asked at once. */
    private List<CompletionStage<Outcome<Copies.PartitionSummary>>> asked() {
        return IntStream.range(0, doors.copies().partitions())
                .mapToObj(partition -> doors.copies().summary(partition, "", 0))
                .toList();
    }

    private static List<Copies.PartitionSummary> with(
            List<Copies.PartitionSummary> before, Outcome<Copies.PartitionSummary> next) {
        return switch (next) {
            case Outcome.Bad<Copies.PartitionSummary> _ -> before; // it counts as not answering
            case Outcome.Good<Copies.PartitionSummary>(var summary) ->
                    Stream.concat(before.stream(), Stream.of(summary)).toList();
        };
    }

    private NetworkAnswer answer(List<Copies.PartitionSummary> summaries, NetworkAnswer.Lost lost) {
        List<Directory.Entry> agents = doors.directory().agents();
        return new NetworkAnswer(
                doors.facts().network(),
                doors.facts().name(),
                (int) agents.stream().filter(entry -> entry.status().equals("up")).count(),
                doors.copies().partitions(),
                doors.facts().copiesWanted(),
                doors.copies().copiesNow(),
                summaries.size(),
                summaries.stream().mapToLong(Copies.PartitionSummary::documents).sum(),
                summaries.stream().mapToLong(Copies.PartitionSummary::chunks).sum(),
                summaries.stream().mapToLong(Copies.PartitionSummary::pending).sum(),
                missing(),
                Embedders.of(agents),
                work(agents),
                checking(),
                notes(agents, summaries.size(), lost),
                Whereabouts.repair(
                        agents, doors.copies().partitions(), doors.facts().copiesWanted()),
                Whereabouts.scrub(agents),
                lost,
                Whereabouts.of(agents));
    }

    private static NetworkAnswer.Work work(List<Directory.Entry> agents) {
        Optional<Card.Situation> own =
                agents.stream()
                        .filter(Directory.Entry::self)
                        .flatMap(entry -> entry.card().stream())
                        .map(card -> card.vitals().situation())
                        .findFirst();
        return new NetworkAnswer.Work(
                own.flatMap(Card.Situation::pause),
                own.flatMap(AgentRoutes::since),
                (int)
                        agents.stream()
                                .filter(entry -> entry.status().equals("up"))
                                .filter(entry -> entry.pause().isPresent())
                                .count());
    }

    private NetworkAnswer.Checking checking() {
        var demands = doors.facts().demands();
        return new NetworkAnswer.Checking(
                demands.standard().word(),
                demands.own().entrySet().stream()
                        .map(own -> new NetworkAnswer.Demand(own.getKey(), own.getValue().word()))
                        .toList());
    }

    private List<String> missing() {
        return doors.directory().missing().stream().sorted().map(Capability::role).toList();
    }

    private List<String> notes(
            List<Directory.Entry> agents, int answering, NetworkAnswer.Lost lost) {
        var notes = new ArrayList<String>();
        int now = doors.copies().copiesNow();
        int wanted = doors.facts().copiesWanted();
        if (now == 0) {
            notes.add("no agent stores: start one with the capability store");
        } else if (now < wanted) {
            notes.add(
                    String.format(
                            "only %d of %d copies of each document: start %d more with the"
                                    + " capability store",
                            now, wanted, wanted - now));
        }
        int partitions = doors.copies().partitions();
        if (answering < partitions) {
            notes.add(
                    (partitions - answering)
                            + " of "
                            + partitions
                            + " partitions do not answer: searches are partial until they do");
        }
        if (lost.documents() > 0) notes.add(note(lost));
        for (String capability : missing()) {
            notes.add("nobody offers " + capability + ": what needs it waits");
        }
        for (Capability capability : List.of(Capability.CHUNK, Capability.EMBED)) {
            if (!doors.directory().pauses(capability)) continue;
            notes.add(
                    "all agents that "
                            + capability.role()
                            + " pause: documents wait until one of them works again; `kith agents`"
                            + " says why, and kith.idle in the handbook how to change that");
        }
        for (Directory.Entry entry : agents) {
            entry.card()
                    .flatMap(card ->
                            card.offer()
                                    .unfit()
                                    .map(why -> card.name() + " embeds nothing: " + why))
                    .ifPresent(notes::add);
        }
        agents.stream()
                .filter(entry -> entry.status().equals("unreachable"))
                .forEach(entry -> notes.add("the agent at " + entry.address() + " is unreachable"));
        return notes;
    }

    private static String note(NetworkAnswer.Lost lost) {
        String names =
                lost.first().stream()
                        .map(name -> "'" + name.document() + "' in " + name.collection())
                        .collect(Collectors.joining(", "));
        String more = lost.first().size() < lost.documents() ? ", and others" : "";
        return "no copy that is here has all of "
                + (lost.documents() == 1 ? "a document: " : lost.documents() + " documents: ")
                + names
                + more
                + "; where the text is whole they are embedded again within minutes. For the"
                + " others: start the agents that are away, or put them again, or delete them";
    }
}
