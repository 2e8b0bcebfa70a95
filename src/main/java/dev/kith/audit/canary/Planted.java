package dev.kith.audit.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A batch with canaries among its texts.
 *
 * @param texts what the author is asked for
 * @param canaries the known answers by their place in {@code texts}
 */
public record Planted(List<String> texts, Map<Integer, Canary> canaries) {
    public Planted {
        texts = List.copyOf(texts);
        canaries = Map.copyOf(canaries);
    }

    /**
     * What came back without the canaries' part, in the order of the texts that were wanted.
     *
     * @throws IllegalArgumentException if there is not one for each text
     */
    public <T> List<T> wanted(List<T> answers) {
        if (answers.size() != texts.size()) {
            throw new IllegalArgumentException(
                    answers.size() + " answers to " + texts.size() + " texts");
        }
        var wanted = new ArrayList<T>();
        for (int i = 0; i < answers.size(); i++) {
            if (!canaries.containsKey(i)) wanted.add(answers.get(i));
        }
        return wanted;
    }
}
