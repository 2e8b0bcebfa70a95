package dev.kith.embed;

import com.typesafe.config.Config;
import dev.kith.embed.profile.EngineChoice;
import dev.kith.embed.profile.ModelProfile;
import dev.kith.embed.profile.ModelProfile.Source;
import dev.kith.embed.profile.Pooling;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The model of an agent and the limits of its embedding; {@code kith.embed} in the configuration.
 *
 * @param model {@code default}, {@code fast}, {@code full} or {@code folder}
 * @param engine what runs it
 * @param predictors texts computed at the same time; 0 for one a core
 * @param inFlightMax passages waiting or running at once; queries have as many places of their own
 * @param textsMax most texts in one request
 * @param textCharsMax longest text accepted, in UTF-16 chars
 * @param measureMax longest that it waits, when it starts, for measuring its speed
 * @param probing how it is compared with other agents' models
 * @param folder the model to use when {@code model} is {@code folder}
 */
public record EmbedderSettings(
        String model,
        EngineChoice engine,
        int predictors,
        int inFlightMax,
        int textsMax,
        int textCharsMax,
        Duration measureMax,
        Probing probing,
        ModelFolder folder) {

    /**
     * How an agent sees whether its model gives the network's vectors.
     *
     * @param interval between two looks for agents that it was not compared with yet
     * @param eldersMax most agents that it is compared with, the eldest first
     */
    public record Probing(Duration interval, int eldersMax) {}

    /**
     * Any ONNX sentence model.
     *
     * @param path folder with {@code model.onnx} and {@code tokenizer.json}
     * @param name for people; empty for the folder's own
     * @param numericClass {@code full} or {@code int8}
     * @param pooling {@code cls} or {@code mean}
     * @param queryPrefix put before every query
     * @param passagePrefix put before every passage
     * @param tokensMax longest input in tokens
     * @param dimension components of a vector; 0 to take what the model gives
     */
    public record ModelFolder(
            String path,
            String name,
            String numericClass,
            String pooling,
            String queryPrefix,
            String passagePrefix,
            int tokensMax,
            int dimension) {

        ModelProfile profile() {
            if (path.isBlank()) {
                throw new IllegalArgumentException(
                        "kith.embed.model is 'folder', so kith.embed.folder.path must name one"
                                + " with model.onnx and tokenizer.json");
            }
            Path base = Path.of(path).toAbsolutePath().normalize();
            try {
                return new ModelProfile(
                        name.isBlank() ? String.valueOf(base.getFileName()) : name,
                        new Source.InFolder(base.resolve("model.onnx")),
                        new Source.InFolder(base.resolve("tokenizer.json")),
                        numericClass,
                        Pooling.of(pooling),
                        queryPrefix,
                        passagePrefix,
                        tokensMax,
                        dimension);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("kith.embed.folder: " + e.getMessage(), e);
            }
        }
    }

    public EmbedderSettings {
        atLeast("predictors", predictors, 0);
        atLeast("texts-max", textsMax, 1);
        atLeast("text-chars-max", textCharsMax, 1);
        if (measureMax.isNegative()) {
            throw new IllegalArgumentException(
                    "kith.embed.measure-max cannot be negative: " + measureMax);
        }
        atLeast("probing.elders-max", probing.eldersMax, 0);
        if (!probing.interval.isPositive()) {
            throw new IllegalArgumentException(
                    "kith.embed.probing.interval must be positive: " + probing.interval);
        }
        if (inFlightMax < textsMax) {
            throw new IllegalArgumentException(
                    "kith.embed.in-flight-max must be at least texts-max, or a full request could"
                            + " never be taken: "
                            + inFlightMax);
        }
    }

    /**
     * Reads the settings from the config at {@code kith.embed}.
     *
     * @throws IllegalArgumentException naming the key that is wrong
     */
    public static EmbedderSettings from(Config embed) {
        Config folder = embed.getConfig("folder");
        return new EmbedderSettings(
                embed.getString("model"),
                engine(embed.getString("engine")),
                embed.getInt("predictors"),
                embed.getInt("in-flight-max"),
                embed.getInt("texts-max"),
                embed.getInt("text-chars-max"),
                embed.getDuration("measure-max"),
                new Probing(
                        embed.getDuration("probing.interval"), embed.getInt("probing.elders-max")),
                new ModelFolder(
                        folder.getString("path"),
                        folder.getString("name"),
                        folder.getString("numeric-class"),
                        folder.getString("pooling"),
                        folder.getString("query-prefix"),
                        folder.getString("passage-prefix"),
                        folder.getInt("tokens-max"),
                        folder.getInt("dimension")));
    }

    private static EngineChoice engine(String word) {
        try {
            return EngineChoice.of(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("kith.embed.engine: " + e.getMessage(), e);
        }
    }

    /**
     * The model that is meant.
     *
     * @throws IllegalArgumentException naming the key that is wrong
     */
    public ModelProfile profile() {
        if (model.equals("folder")) return folder.profile();
        ModelProfile shipped = ModelProfile.SHIPPED.get(model);
        if (shipped != null) return shipped;
        throw new IllegalArgumentException(
                "kith.embed.model must be default, fast, full or folder: " + model);
    }

    /** {@link #predictors}, with 0 made the number of cores of this machine. */
    public int predictorsHere() {
        return predictors > 0 ? predictors : Runtime.getRuntime().availableProcessors();
    }

    private static void atLeast(String key, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "kith.embed." + key + " must be at least " + least + ": " + value);
        }
    }
}
