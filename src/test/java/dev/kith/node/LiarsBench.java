package dev.kith.node;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * G4 and G6, on real networks: for each way of lying five whole agents, one of which lies that way,
 * and documents put at the other four. Prints what became of the liar and of the index, which is
 * compared with that of five honest agents. Ends with 1 where a liar got away, an honest agent was
 * accused, or the index is another.
 *
 * <pre>
 *   java … dev.kith.node.LiarsBench [SEED [LIE,LIE]]
 * </pre>
 */
public final class LiarsBench {
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private final long seed;
    private Optional<IndexPicture> right = Optional.empty();
    private boolean good = true;

    private LiarsBench(long seed) {
        this.seed = seed;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
        List<LiarsWay> ways =
                arguments.length > 1
                        ? Arrays.stream(arguments[1].split(",", -1))
                                .map(way -> LiarsWay.valueOf(way.toUpperCase(Locale.ROOT)))
                                .toList()
                        : List.of(LiarsWay.values());
        var bench = new LiarsBench(seed);
        OUT.printf("seed %d, %d documents%n", seed, LiarsRun.DOCUMENTS);
        bench.run(LiarsWay.HONEST);
        for (LiarsWay way : ways) if (way != LiarsWay.HONEST) bench.run(way);
        OUT.println(bench.good ? "all as promised" : "NOT as promised");
        Runtime.getRuntime().halt(bench.good ? 0 : 1);
    }

    private void run(LiarsWay way) throws Exception {
        Path folder = Files.createTempDirectory("kith-liars");
        try (var run = new LiarsRun(way, seed, folder, right)) {
            run.begin();
            LiarsRun.Outcome outcome = run.end();
            outcome.explanation().forEach(OUT::println);
            OUT.println(outcome.line());
            right = right.or(() -> Optional.of(outcome.picture()));
            good &= outcome.promised();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path done, IOException error)
                            throws IOException {
                        Files.deleteIfExists(done);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
