package dev.kith.simulation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * A planted bug: a few words of a production source, and what stands there instead. It is compiled
 * into a folder of its own, which a process then has before the right classes.
 *
 * @param name what is wrong
 * @param source under {@code src/main/java/dev/kith}
 * @param right words that occur there once
 * @param wrong what they become
 */
record Mutant(String name, String source, String right, String wrong) {
    private static final Path SOURCES = Path.of("src/main/java/dev/kith");

    /** All that the simulation has to find. */
    static final List<Mutant> ALL =
            List.of(
                    new Mutant(
                            "acknowledges before the sync",
                            "store/host/WriteDesk.java",
                            "refusal.ifPresent(failure -> refuse(replyTo, failure));",
                            "refusal.ifPresent(failure -> refuse(replyTo, failure));"
                                    + " if (refusal.isEmpty())"
                                    + " replyTo.tell(new StoreWrite.Synced(parts.agent()));"),
                    new Mutant(
                            "collects tombstones early",
                            "store/scrub/ScrubRun.java",
                            "long keep = parts.settings().tombstoneKeep().toMillis();",
                            "long keep = parts.settings().tombstoneKeep().toMillis() / 10;"),
                    new Mutant(
                            "counts doors and not agents",
                            "store/quorum/WriteTally.java",
                            "Set<String> distinct = new HashSet<>(agents.values());",
                            "Set<Integer> distinct = new HashSet<>(agents.keySet());"),
                    new Mutant(
                            "counts a copy that lacks the text",
                            "store/host/WriteDesk.java",
                            ": log.lacksText(write)",
                            ": torn"),
                    new Mutant(
                            "collects tombstones without company",
                            "store/scrub/ScrubRun.java",
                            "long known = company == 0 ? now : Math.min(now, company);",
                            "long known = now;"),
                    new Mutant(
                            "does not notice who was away too long",
                            "store/sync/SyncMuster.java",
                            "long keep ="
                                + " parts.setup().settings().upkeep().tombstoneKeep().toMillis();",
                            "long keep = Long.MAX_VALUE;"),
                    new Mutant(
                            "keeps everything although it was away too long",
                            "store/partition/Remainder.java",
                            "return record.version().millis() > since;",
                            "return true;"),
                    new Mutant(
                            "forgets tombstones at once",
                            "store/partition/document/Dossier.java",
                            "if (!old || record.state().decides()) kept.addFirst(record);",
                            "if (!old && record.state() != DocumentState.DELETED)"
                                    + " kept.addFirst(record);"),
                    new Mutant(
                            "shows the older version",
                            "store/partition/document/Dossier.java",
                            "return records.reversed().stream().filter(record ->"
                                    + " record.state().decides()).findFirst();",
                            "return records.stream().filter(record ->"
                                    + " record.state().decides()).findFirst();"),
                    new Mutant(
                            "believes one copy",
                            "store/quorum/Shape.java",
                            "return now - Math.min(synced, now) + 1;",
                            "return 1;"),
                    new Mutant(
                            "believes copies that are behind",
                            "store/quorum/ReadRule.java",
                            ".filter(answer -> !answer.behind()) .map(StoreRead.Answer::agent)",
                            ".map(StoreRead.Answer::agent)"),
                    new Mutant(
                            "lets a late failure undo a commit",
                            "model/DocumentRecord.java",
                            "return other.state.compareTo(state) > 0 ? other : this;",
                            "return other.state.compareTo(state) > 0"
                                    + " || other.state == DocumentState.FAILED ? other : this;"),
                    new Mutant(
                            "takes over nothing that it does not know",
                            "store/sync/SyncSource.java",
                            "if (torn || lacks(entry)) wants.add(entry);",
                            "if (torn || lacks(entry) &&"
                                    + " !log.reader().dossier(entry.key()).records().isEmpty())"
                                    + " wants.add(entry);"));

    /**
     * Compiles it.
     *
     * @return the folder with the wrong classes
     * @throws AssertionError if the right words are not there, once, or the wrong do not compile
     */
    Path compile(Path folder) throws IOException {
        String text = Files.readString(SOURCES.resolve(source));
        String flat = text.replaceAll("\\s+", " ");
        int at = flat.indexOf(right);
        if (at < 0 || flat.indexOf(right, at + 1) >= 0) {
            throw new AssertionError(source + " does not say once: " + right);
        }
        // Comments to the end of a line would swallow the rest of a flat text.
        String code = text.replaceAll("(?m)(^|\\s)//[^\\n\"]*$", "").replaceAll("\\s+", " ");
        Path home = folder.resolve(name.replace(' ', '-').toLowerCase(Locale.ROOT));
        Path file = home.resolve("source").resolve(Path.of(source).getFileName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, code.replace(right, wrong), StandardCharsets.UTF_8);
        Path classes = Files.createDirectories(home.resolve("classes"));
        var compiler = ToolProvider.getSystemJavaCompiler();
        var found = new DiagnosticCollector<JavaFileObject>();
        try (var files = compiler.getStandardFileManager(found, null, StandardCharsets.UTF_8)) {
            var options =
                    List.of(
                            "-proc:none",
                            "-nowarn",
                            "-d",
                            classes.toString(),
                            "-cp",
                            System.getProperty("java.class.path"));
            boolean good =
                    compiler.getTask(
                                    null,
                                    files,
                                    found,
                                    options,
                                    null,
                                    files.getJavaFileObjects(file))
                            .call();
            if (!good)
                throw new AssertionError(name + " does not compile: " + found.getDiagnostics());
        }
        return classes;
    }
}
