package dev.kith.store.index;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;

/**
 * Limits of one partition's index; {@code kith.store-index} in the configuration.
 *
 * @param k1 BM25: how soon more of the same word stops counting, at least 0
 * @param b BM25: how much long passages are held back, 0 to 1
 * @param exactMax up to so many passages every vector is compared; above, the graph is searched
 * @param overask how many times more passages than wanted the graph is asked for, at least 1
 * @param graphLinks HNSW: links of one vector to its neighbours, 2 to 512
 * @param graphBeam HNSW: how many vectors are kept in sight while building, 1 to 3200
 * @param graphSearchMin segments where a search for so many would see most vectors get no graph
 * @param ramBufferMib mebibytes of unwritten passages before they go to disk
 * @param queryWordsMax words of a query that BM25 looks at; more are left out
 * @param checkAtStart whether all files are read and their checksums compared when opening
 */
public record IndexSettings(
        double k1,
        double b,
        int exactMax,
        double overask,
        int graphLinks,
        int graphBeam,
        int graphSearchMin,
        int ramBufferMib,
        int queryWordsMax,
        boolean checkAtStart) {
    public IndexSettings {
        within("k1", k1, 0, 100);
        within("b", b, 0, 1);
        within("exact-max", exactMax, 0, Integer.MAX_VALUE);
        within("overask", overask, 1, 100);
        within("graph-links", graphLinks, 2, 512);
        within("graph-beam", graphBeam, 1, 3200);
        within("graph-search-min", graphSearchMin, 1, 100_000);
        within("ram-buffer-mib", ramBufferMib, 1, 2000);
        within("query-words-max", queryWordsMax, 1, 1000);
    }

    /**
     * Reads the settings from the config at {@code kith.store-index}.
     *
     * @throws IllegalArgumentException naming the key that is wrong
     */
    public static IndexSettings from(Config index) {
        return new IndexSettings(
                index.getDouble("k1"),
                index.getDouble("b"),
                index.getInt("exact-max"),
                index.getDouble("overask"),
                index.getInt("graph-links"),
                index.getInt("graph-beam"),
                index.getInt("graph-search-min"),
                index.getInt("ram-buffer-mib"),
                index.getInt("query-words-max"),
                index.getBoolean("check-at-start"));
    }

    /** The defaults, whatever the environment says. */
    public static IndexSettings standard() {
        return from(
                ConfigFactory.parseResources(
                                IndexSettings.class.getClassLoader(), "kith/index.conf")
                        .resolve(ConfigResolveOptions.noSystem())
                        .getConfig("kith.store-index"));
    }

    private static void within(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) { // negated so that NaN is refused too
            throw new IllegalArgumentException(
                    "kith.store-index."
                            + key
                            + " must be from "
                            + least
                            + " to "
                            + most
                            + ": "
                            + value);
        }
    }
}
