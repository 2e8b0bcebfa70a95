package dev.kith.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Generated documents. Every sentence of one carries the document's own word, by which it alone is
 * found, and a mark that tells its version.
 */
final class Texts {
    private static final String CONSONANTS = "bcdfghjklm";
    private static final Pattern MARK = Pattern.compile("mark ([a-z0-9-]+) version (\\d+) end");
    private static final int LONG_EVERY = 25;
    private static final int LONG_SENTENCES = 40;
    private static final List<String> TOPICS =
            List.of(
                    "the pump stops after ten minutes because its valve is worn",
                    "the harbour was closed by ice for most of that winter",
                    "a letter arrived from the council about the new school",
                    "bread is baked twice so that it keeps on a long voyage",
                    "the orbit of the comet was computed again by hand",
                    "the choir rehearses on Thursdays in the old town hall",
                    "rain filled the cellar and spoiled the potatoes",
                    "interest rates rose and the bank refused the loan");

    private Texts() {}

    /** The word that only this document has. */
    static String word(String document) {
        var word = new StringBuilder("q");
        for (int i = 0; i < document.length(); i++) {
            char c = document.charAt(i);
            if (Character.isDigit(c)) word.append(CONSONANTS.charAt(c - '0')).append('a');
            else word.append(c == '-' ? "zu" : "x" + c);
        }
        return word.append('k').toString();
    }

    /** A version of a document. */
    static String of(String document, int version) {
        var random = new Random(document.hashCode() * 31L + version);
        boolean isLong = Math.floorMod(document.hashCode(), LONG_EVERY) == 0;
        int sentences = isLong ? LONG_SENTENCES : 1 + random.nextInt(2);
        var text = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            text.append(
                    "In mark %s version %d end, %s %s. "
                            .formatted(document, version, word(document), topic(random)));
        }
        return text.toString().strip();
    }

    /** A question that many documents answer. */
    static String question(Random random) {
        return "why " + topic(random);
    }

    private static String topic(Random random) {
        return TOPICS.get(random.nextInt(TOPICS.size()));
    }

    /** Versions of this document whose marks stand in a text, each once. */
    static List<Integer> versions(String document, String text) {
        var versions = new ArrayList<Integer>();
        Matcher marks = MARK.matcher(text);
        while (marks.find()) {
            int version = Integer.parseInt(marks.group(2));
            if (marks.group(1).equals(document) && !versions.contains(version)) {
                versions.add(version);
            }
        }
        return versions;
    }
}
