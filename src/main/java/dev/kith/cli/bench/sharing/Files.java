package dev.kith.cli.bench.sharing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who has which file, and who asks for what.
 *
 * <p>Files are in 20 categories; categories and the files in each are popular by Zipf's law. A good
 * peer is interested in 4 to 8 categories and has a part of their files, popular ones more likely.
 * A malicious peer answers whenever the file is among the most popular 20 %.
 */
final class Files {
    private static final int CATEGORIES = 20;
    private static final int FILES = 50;
    private static final int INTERESTS_MIN = 4;
    private static final int INTERESTS_MAX = 8;
    private static final int KEPT_MIN = 5;
    private static final int KEPT_MAX = 25;
    private static final double POPULAR = 0.2;

    private final Population population;
    private final boolean[][] interested;
    private final boolean[][] has;
    private final boolean[] popular = new boolean[CATEGORIES * FILES];

    /** Wanted by one peer, answered by others. */
    record Query(int asker, List<Integer> responders) {}

    Files(Population population, SplittableRandom random) {
        this.population = population;
        this.interested = new boolean[population.size()][CATEGORIES];
        this.has = new boolean[population.size()][CATEGORIES * FILES];
        markPopular();
        for (int peer = 0; peer < population.size(); peer++) {
            int interests = random.nextInt(INTERESTS_MIN, INTERESTS_MAX + 1);
            for (int i = 0; i < interests; i++) addInterest(peer, random);
        }
    }

    private void markPopular() {
        double[] weights = new double[popular.length];
        for (int i = 0; i < weights.length; i++) weights[i] = popularity(i);
        double[] sorted = weights.clone();
        Arrays.sort(sorted);
        double least = sorted[(int) (sorted.length * (1 - POPULAR))];
        for (int i = 0; i < weights.length; i++) popular[i] = weights[i] >= least;
    }

    private static double popularity(int file) {
        return 1.0 / (1 + file / FILES) / (1 + file % FILES);
    }

    private void addInterest(int peer, SplittableRandom random) {
        int category = zipf(CATEGORIES, random);
        while (interested[peer][category]) category = zipf(CATEGORIES, random);
        interested[peer][category] = true;
        int kept = random.nextInt(KEPT_MIN, KEPT_MAX + 1);
        for (int i = 0; i < kept; i++) {
            has[peer][category * FILES + zipf(FILES, random)] = true;
        }
    }

    /** Draws from 0 to count − 1, where i is 1 / (i + 1) times as likely as 0. */
    private static int zipf(int count, SplittableRandom random) {
        double sum = 0;
        for (int i = 1; i <= count; i++) sum += 1.0 / i;
        double left = random.nextDouble() * sum;
        for (int i = 1; i < count; i++) {
            left -= 1.0 / i;
            if (left < 0) return i - 1;
        }
        return count - 1;
    }

    /** A question of a peer that at least one other can answer. */
    Query query(int asker, SplittableRandom random) {
        while (true) {
            int category = zipf(CATEGORIES, random);
            if (!interested[asker][category]) continue;
            int file = category * FILES + zipf(FILES, random);
            List<Integer> responders = new ArrayList<>();
            for (int peer = 0; peer < population.size(); peer++) {
                if (peer != asker && answers(peer, file)) responders.add(peer);
            }
            if (!responders.isEmpty()) return new Query(asker, responders);
        }
    }

    private boolean answers(int peer, int file) {
        return population.good(peer) ? has[peer][file] : popular[file];
    }
}
