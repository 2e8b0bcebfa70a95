package dev.kith.gateway;

import dev.kith.model.Outcome;
import dev.kith.task.Searcher;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers every question with what it was given. */
final class FakeSearcher implements Searcher {
    final List<Question> questions = new CopyOnWriteArrayList<>();
    volatile CompletionStage<Outcome<Found>> answer = new CompletableFuture<>();

    @Override
    public CompletionStage<Outcome<Found>> search(Question question) {
        questions.add(question);
        return answer;
    }
}
