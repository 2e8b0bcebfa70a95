package dev.kith.node.setting;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an agent's configuration: system properties before its file before the environment before
 * Kith's defaults. A key under {@code kith} that Kith does not know is refused by name, since a
 * misspelt setting that does nothing is worse than none.
 */
public final class Configuration {
    private static final int NEAR = 4;

    private Configuration() {}

    /**
     * The configuration of an agent.
     *
     * @param file its own file, which begins with {@code include "application"}; or none
     * @throws IllegalArgumentException naming file, line, key and remedy
     */
    public static Config load(Optional<Path> file) {
        try {
            Config defaults = ConfigFactory.parseResources("application.conf");
            Config own = file.map(Configuration::parse).orElse(ConfigFactory.empty());
            Config properties = ConfigFactory.systemProperties();
            check(own, defaults);
            check(properties, defaults);
            return properties
                    .withFallback(own)
                    .withFallback(defaults)
                    .withFallback(ConfigFactory.defaultReferenceUnresolved())
                    .resolve();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(
                    "the configuration cannot be read: " + e.getMessage() + "; correct it", e);
        }
    }

    private static Config parse(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    "there is no readable configuration at "
                            + file
                            + "; name another with --config");
        }
        return ConfigFactory.parseFile(
                file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    }

    private static void check(Config own, Config defaults) {
        ConfigValue ours = own.resolve().root().get("kith");
        if (ours == null) return;
        if (!(ours instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("kith is no section" + at(ours));
        }
        check("kith", map, defaults.resolve().getObject("kith"));
    }

    private static void check(String path, Map<?, ?> own, Map<?, ?> known) {
        for (var entry : own.entrySet()) {
            String key = (String) entry.getKey();
            ConfigValue value = (ConfigValue) entry.getValue();
            String full = path + "." + key;
            if (!known.containsKey(key)) {
                throw new IllegalArgumentException(
                        "unknown key " + full + at(value) + suggestion(path, key, known));
            }
            boolean section = known.get(key) instanceof Map<?, ?>;
            if (section && value instanceof Map<?, ?> inner) {
                check(full, inner, (Map<?, ?>) known.get(key));
            } else if (section && value.valueType() != ConfigValueType.NULL) {
                throw new IllegalArgumentException(full + " is a section, not a value" + at(value));
            }
        }
    }

    private static String suggestion(String path, String key, Map<?, ?> known) {
        return known.keySet().stream()
                .map(Object::toString)
                .filter(word -> distance(word, key) < NEAR)
                .min(Comparator.comparingInt(word -> distance(word, key)))
                .map(word -> "; did you mean " + path + "." + ConfigUtil.joinPath(word) + "?")
                .orElse("; the handbook's configuration reference has all keys");
    }

    private static String at(ConfigValue value) {
        return " (" + value.origin().description() + ")";
    }

    /** Levenshtein's distance, in single-character edits. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
