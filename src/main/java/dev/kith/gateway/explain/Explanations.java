package dev.kith.gateway.explain;

import dev.kith.api.explain.AgentExplanation;
import dev.kith.api.explain.AgentExplanation.ShardMove;
import dev.kith.api.explain.Candidate;
import dev.kith.api.explain.TaskExplanation;
import dev.kith.api.explain.TaskExplanation.Considered;
import dev.kith.api.explain.TaskExplanation.EmbeddedBatch;
import dev.kith.api.explain.TaskExplanation.TaskTry;
import dev.kith.gateway.documents.TaskAnswers;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.placement.fitness.Fitness;
import dev.kith.placement.work.MoveBook;
import dev.kith.placement.work.Standing;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import dev.kith.task.Explainer;
import dev.kith.task.story.Story;
import dev.kith.task.story.Try;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Explanations as HTTP shows them. */
record Explanations(AgentNames names) {
    private static final String NO_RECEIPTS_OF_CHUNKING =
            "who cut segments into passages is stored nowhere, and known from tries only";

    TaskExplanation of(Explainer.Explained known, List<Standing> standings) {
        return new TaskExplanation(
                TaskAnswers.of(known.view()),
                known.done().stream().map(this::done).toList(),
                known.story().map(Story::tries).orElse(List.of()).stream()
                        .map(this::tried)
                        .toList(),
                standings.stream().map(this::candidate).toList(),
                notes(known));
    }

    AgentExplanation of(Directory.Entry entry, List<Standing> standings, MoveBook.Told told) {
        List<Standing> own = standings.stream().filter(s -> isOf(entry, s)).toList();
        List<Standing> others =
                standings.stream()
                        .filter(s -> !isOf(entry, s))
                        .filter(s -> own.stream().anyMatch(o -> o.trade() == s.trade()))
                        .toList();
        var notes = new ArrayList<String>();
        if (own.isEmpty()) {
            notes.add("it offers neither chunk nor embed, so it gets no such work");
        }
        own.forEach(standing -> notes.add(note(standing)));
        own.stream()
                .map(Standing::trade)
                .filter(trade -> !told.decides().contains(trade))
                .forEach(trade -> notes.add(decidedElsewhere(trade)));
        notes.add("this is how the agent that answers sees it; others may believe it more or less");
        return new AgentExplanation(
                entry.card().map(card -> card.agent().did()).orElse(""),
                entry.card().map(Card::name).orElse(entry.address()),
                entry.address(),
                own.stream().map(this::candidate).toList(),
                others.stream().map(this::candidate).toList(),
                told.moves().stream()
                        .filter(move ->
                                move.from().equals(entry.address())
                                        || move.to().equals(entry.address()))
                        .map(this::move)
                        .toList(),
                notes);
    }

    private static String decidedElsewhere(Capability trade) {
        return ("another agent decides which shards of %s move, and knows why: of those that offer"
                        + " it the one that has been a member longest")
                .formatted(trade.role());
    }

    private static boolean isOf(Directory.Entry entry, Standing standing) {
        return standing.address().equals(entry.address());
    }

    private static String note(Standing standing) {
        String trade = standing.trade().role();
        Fitness fitness = standing.fitness();
        return fitness.none()
                .map(why -> "it gets no %s: %s".formatted(trade, why))
                .orElseGet(() ->
                        String.format(
                                Locale.ROOT,
                                "it should have %.0f %% of the shards of %s: %s%s%s",
                                standing.share() * 100,
                                trade,
                                fitness.parts(),
                                standing.shards().map(has -> ", and has " + has).orElse(""),
                                standing.queue()
                                        .filter(texts -> texts > 0)
                                        .map(texts -> "; texts in its queue: " + texts)
                                        .orElse("")));
    }

    private ShardMove move(MoveBook.Moved move) {
        return new ShardMove(
                move.trade().role(),
                move.shard(),
                names.at(move.from()),
                names.at(move.to()),
                move.why(),
                time(move.time()));
    }

    private static List<String> notes(Explainer.Explained known) {
        var notes = new ArrayList<String>();
        boolean ended = known.view().ended();
        if (known.story().isEmpty()) {
            notes.add("the agent that runs the task did not answer; its tries are not known now");
        }
        known.story()
                .ifPresent(story -> {
                    if (story.tries().isEmpty() && ended) {
                        notes.add(
                                "whom it asked is not known any more: a task forgets that soon"
                                        + " after its end; what is stored is below");
                    } else {
                        notes.add(
                                "it remembers tries since %s; what was before, or at another agent, is"
                                                .formatted(time(story.since()))
                                        + " forgotten");
                    }
                    if (story.forgotten() > 0) {
                        notes.add(
                                "it had no room for its first %d tries"
                                        .formatted(story.forgotten()));
                    }
                });
        if (!known.whole()) notes.add("more batches are stored than are listed");
        if (known.view().state().equals("completed") && known.done().isEmpty()) {
            notes.add("nothing of it is stored any more, or it had no text");
        }
        notes.add(NO_RECEIPTS_OF_CHUNKING);
        notes.add(
                "candidates are as they are now; as they were when the task asked, they are with"
                        + " each try");
        return notes;
    }

    private EmbeddedBatch done(Explainer.Embedded done) {
        String did = done.agent().did();
        return new EmbeddedBatch(
                done.segment(),
                done.batch(),
                done.passages(),
                did,
                names.of(did),
                time(done.time()));
    }

    private TaskTry tried(Try tried) {
        Optional<String> agent = some(tried.agent());
        String elsewhere = tried.address().isEmpty() ? "not known" : tried.address();
        return new TaskTry(
                tried.trade().role(),
                tried.segment(),
                Optional.of(tried.batch()).filter(batch -> batch >= 0),
                tried.salt(),
                tried.end().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                agent,
                agent.map(names::of).orElse(elsewhere),
                tried.explored(),
                some(tried.because()),
                some(tried.detail()),
                time(tried.begun()),
                tried.millis(),
                tried.candidates().stream().map(this::considered).toList());
    }

    private Considered considered(Try.Candidate one) {
        return new Considered(
                one.agent(), names.of(one.agent()), one.salts(), one.score(), one.load());
    }

    private Candidate candidate(Standing standing) {
        Fitness fitness = standing.fitness();
        Optional<String> did = standing.agent().map(AgentId::did);
        return new Candidate(
                did,
                did.map(names::of).orElse(standing.address()),
                standing.address(),
                standing.status(),
                standing.trade().role(),
                fitness.none(),
                fitness.weight(),
                standing.share(),
                standing.shards(),
                fitness.speed(),
                fitness.regard().factor(),
                fitness.regard().integrityBound(),
                fitness.regard().reliability(),
                fitness.regard().evidence(),
                fitness.idleness(),
                standing.queue(),
                standing.underWay());
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(known -> !known.isEmpty());
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
