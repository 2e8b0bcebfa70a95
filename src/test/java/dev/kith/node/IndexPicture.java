package dev.kith.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in an index, to be compared with another's: of every document its batches with the
 * content ids of their texts and vectors, so that equal means equal bit for bit; and what some
 * searches find.
 */
record IndexPicture(Map<String, String> batches, List<String> answers) {
    private static final int HITS = 10;

    IndexPicture {
        batches = Map.copyOf(batches);
        answers = List.copyOf(answers);
    }

    static IndexPicture at(Company company, String agent, int documents, List<String> questions) {
        Map<String, String> batches = new TreeMap<>();
        for (int i = 0; i < documents; i++) {
            String id = Company.id(i);
            for (JsonNode batch : company.get(agent, "/v1/receipts/" + id).path("receipts")) {
                batches.put(
                        "%s/%s/%s".formatted(id, batch.path("segment"), batch.path("batch")),
                        "%s %s %s"
                                .formatted(
                                        batch.path("passages"),
                                        batch.path("input"),
                                        batch.path("output")));
            }
        }
        List<String> answers = new ArrayList<>();
        for (String question : questions) answers.add(answer(company, agent, question));
        return new IndexPicture(batches, answers);
    }

    private static String answer(Company company, String agent, String question) {
        String query = URLEncoder.encode(question, StandardCharsets.UTF_8);
        JsonNode found =
                company.get(
                        agent,
                        "/v1/search?mode=semantic&per=passage&limit=" + HITS + "&q=" + query);
        var answer = new StringBuilder(found.path("mode").asText());
        for (JsonNode hit : found.path("hits")) {
            answer.append(
                    String.format(
                            Locale.ROOT,
                            " %s@%d:%.4f",
                            hit.path("id").asText(),
                            hit.path("start").asInt(),
                            hit.at("/scores/dense").asDouble()));
        }
        return answer.toString();
    }

    /** Passages in all batches. */
    int passages() {
        return batches.values().stream().mapToInt(b -> Integer.parseInt(b.split(" ", 2)[0])).sum();
    }

    /** In words how this differs from what it should be. */
    String beside(IndexPicture right) {
        if (equals(right)) return "equal";
        long batchesOff =
                right.batches.entrySet().stream()
                        .filter(b -> !b.getValue().equals(batches.get(b.getKey())))
                        .count();
        long more = batches.keySet().stream().filter(b -> !right.batches.containsKey(b)).count();
        long answersOff = 0;
        for (int i = 0; i < right.answers.size(); i++) {
            if (!right.answers.get(i).equals(answers.get(i))) answersOff++;
        }
        return "%d of %d batches and %d of %d answers differ"
                .formatted(batchesOff + more, right.batches.size(), answersOff, answers.size());
    }
}
