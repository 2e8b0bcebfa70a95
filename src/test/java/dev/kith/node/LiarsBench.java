package dev.kith.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.api.Json;
import dev.kith.model.AgentId;
import dev.kith.node.LyingModel.Lie;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

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
    private static final List<String> HONEST = List.of("ada", "ben", "cleo", "dan");
    private static final String LIAR = "mal";
    private static final List<String> NAMES = List.of("ada", "ben", LIAR, "cleo", "dan");
    private static final int DOCUMENTS = 60;
    private static final int WORDS = 4000;
    private static final int QUESTIONS = 10;
    private static final int QUESTION_WORDS = 12;
    private static final Duration MOST = Duration.ofSeconds(150);

    /** So long a forgery is tried. */
    private static final Duration TRYING = Duration.ofSeconds(10);

    private static final Duration STEP = Duration.ofMillis(300);

    /** Longest that the index may take once all is stored. */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int STILL = 3;
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    /** What should become of a liar. */
    private enum Fate {
        /** Everybody is left alone. */
        NONE,
        /** Quarantined by every honest agent. */
        QUARANTINED,
        /** Nobody believes what it says, and nothing more can be proven of it. */
        REFUSED,
        /** What it does not do, others do. */
        PASSED_BY
    }

    /** Ways of lying, and what should follow. */
    private enum Way {
        HONEST(Lie.NONE, Fate.NONE),
        RANDOM_VECTORS(Lie.RANDOM, Fate.QUARANTINED),
        ANOTHER_MODEL(Lie.OTHER_MODEL, Fate.QUARANTINED),
        FIRST_64_TOKENS(Lie.FIRST_WORDS, Fate.QUARANTINED),
        AN_OLD_ANSWER(Lie.OLD_ANSWER, Fate.QUARANTINED),
        ONE_IN_TEN_WRONG(Lie.ONE_IN_TEN, Fate.QUARANTINED),
        WRONG_AFTER_200(Lie.AFTER_200, Fate.QUARANTINED),
        FORGED_CARDS(Lie.NONE, Fate.REFUSED),
        FORGED_RATINGS(Lie.NONE, Fate.REFUSED),
        EQUIVOCATION(Lie.NONE, Fate.QUARANTINED),
        WITHHOLDING(Lie.SILENT, Fate.PASSED_BY);

        private final Lie lie;
        private final Fate fate;

        Way(Lie lie, Fate fate) {
            this.lie = lie;
            this.fate = fate;
        }
    }

    private final long seed;
    private Optional<IndexPicture> right = Optional.empty();
    private boolean good = true;

    private LiarsBench(long seed) {
        this.seed = seed;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
        List<Way> ways =
                arguments.length > 1
                        ? Arrays.stream(arguments[1].split(",", -1))
                                .map(way -> Way.valueOf(way.toUpperCase(Locale.ROOT)))
                                .toList()
                        : List.of(Way.values());
        var bench = new LiarsBench(seed);
        OUT.printf("seed %d, %d documents%n", seed, DOCUMENTS);
        bench.run(Way.HONEST);
        for (Way way : ways) if (way != Way.HONEST) bench.run(way);
        OUT.println(bench.good ? "all as promised" : "NOT as promised");
        Runtime.getRuntime().halt(bench.good ? 0 : 1);
    }

    private void run(Way way) throws Exception {
        Path folder = Files.createTempDirectory("kith-liars");
        try (var run = new Run(way, folder)) {
            run.begin();
            run.end();
        } finally {
            delete(folder);
        }
    }

    /** One network. */
    private final class Run implements AutoCloseable {
        private final Way way;
        private final Path folder;
        private final Company company;
        private final LyingModel.Work work = new LyingModel.Work();
        private final LyingModel model;
        private final BoardLiar board = new BoardLiar();
        private final Set<String> accused = new HashSet<>();
        private long begun;
        private Optional<String> caught = Optional.empty();

        Run(Way way, Path folder) {
            this.way = way;
            this.folder = folder;
            this.model = new LyingModel(way.lie, work);
            this.company =
                    new Company(
                            folder, NAMES, List.of("kith.reputation.publish-interval = 1s"), MOST);
        }

        void begin() throws Exception {
            for (String name : NAMES) {
                boolean liar = name.equals(LIAR);
                boolean disguised = liar && way.lie == Lie.NONE && way.fate != Fate.NONE;
                company.start(
                        name,
                        liar ? model : new LyingModel(Lie.NONE, work),
                        disguised ? board::disguise : UnaryOperator.identity());
            }
            for (String name : NAMES) company.ready(name);
            company.await(
                    "all see all",
                    () -> NAMES.stream().allMatch(name -> company.up(name) == NAMES.size()));
            work.begin();
            model.begin();
            begun = System.nanoTime();
        }

        void end() throws Exception {
            var random = new Random(seed);
            for (int i = 0; i < DOCUMENTS; i++) {
                String at = HONEST.get(i % HONEST.size());
                company.put(at, Company.id(i), Company.text(random, WORDS));
                look();
            }
            boolean whole = watch();
            double seconds = (System.nanoTime() - begun) / 1e9;
            List<String> questions = new ArrayList<>();
            for (int i = 0; i < QUESTIONS; i++) {
                questions.add(Company.text(random, QUESTION_WORDS));
            }
            if (!whole) explain();
            var picture = picture(questions);
            accuse();
            String index = picture.beside(right.orElse(picture));
            right = right.or(() -> Optional.of(picture));
            String fate = fate();
            boolean promised =
                    whole && accused.isEmpty() && index.equals("equal") && !fate.startsWith("NOT");
            good &= promised;
            OUT.printf(
                    Locale.ROOT,
                    "%-16s %s; whole %s after %.0f s; honest agents accused %d; passages %d,"
                            + " embedded again %d (%.0f %%), by the liar %d; index %s%s%n",
                    way.name().toLowerCase(Locale.ROOT),
                    fate,
                    whole ? "and right" : "NOT in time,",
                    seconds,
                    accused.size(),
                    picture.passages(),
                    work.again(),
                    100.0 * work.again() / Math.max(1, work.once()),
                    model.passages(),
                    index,
                    promised ? "" : "   <-- NOT as promised");
        }

        /** Says of a document that is not there what has become of it. */
        private void explain() {
            for (int i = 0; i < DOCUMENTS; i++) {
                JsonNode found = company.get(HONEST.getFirst(), "/v1/receipts/" + Company.id(i));
                if (!found.path("receipts").isEmpty()) continue;
                String path = "/v1/documents/" + Company.id(i);
                JsonNode document = company.get(HONEST.getFirst(), path);
                String task = document.path("task").asText();
                OUT.println(document);
                OUT.println(company.get(HONEST.getFirst(), "/v1/tasks/" + task + "/explain"));
                return;
            }
        }

        /** What is stored is in the search index a little later; so until it stands still. */
        private IndexPicture picture(List<String> questions) {
            long end = System.nanoTime() + SETTLING.toNanos();
            var last = IndexPicture.at(company, HONEST.getFirst(), DOCUMENTS, questions);
            int same = 0;
            while (System.nanoTime() < end && same < STILL) {
                LockSupport.parkNanos(PAUSE.toNanos());
                var next = IndexPicture.at(company, HONEST.getFirst(), DOCUMENTS, questions);
                if (right.isPresent() && next.equals(right.get())) return next;
                same = right.isEmpty() && next.equals(last) ? same + 1 : 0;
                last = next;
            }
            return last;
        }

        /** Goes on lying and looking until all is as it should be in the end, or time is up. */
        private boolean watch() throws Exception {
            long end = begun + MOST.toNanos();
            while (System.nanoTime() < end) {
                look();
                if (settled() && stored()) return true;
                LockSupport.parkNanos(STEP.toNanos());
            }
            return false;
        }

        private boolean settled() {
            return switch (way.fate) {
                case NONE, PASSED_BY -> true;
                case QUARANTINED -> caught.isPresent();
                case REFUSED -> System.nanoTime() - begun > TRYING.toNanos();
            };
        }

        /** All is there; of one that computed wrongly nothing is. */
        private boolean stored() {
            boolean wrong = way.fate == Fate.QUARANTINED && way.lie != Lie.NONE;
            String liar = company.did(LIAR);
            return company.authors(HONEST.getFirst(), DOCUMENTS).stream()
                    .noneMatch(by -> by.isEmpty() || (wrong && by.equals(liar)));
        }

        private void look() throws Exception {
            lie();
            String liar = company.did(LIAR);
            int by = 0;
            for (String name : HONEST) {
                for (String id : company.quarantined(name)) {
                    if (id.equals(liar)) by++;
                    else accused.add(id);
                }
            }
            if (by < HONEST.size() || caught.isPresent()) return;
            caught =
                    Optional.of(
                            String.format(
                                    Locale.ROOT,
                                    "quarantined by all %d after %.1f s and %d results",
                                    by,
                                    (System.nanoTime() - begun) / 1e9,
                                    model.passages()));
        }

        private void lie() throws Exception {
            List<Agent> victims = HONEST.stream().map(company::agent).toList();
            List<AgentId> ids = victims.stream().map(Agent::self).toList();
            var own = company.agent(LIAR).system();
            switch (way) {
                case FORGED_CARDS -> board.forgeCards(own, victims);
                case FORGED_RATINGS -> board.forgeRatings(own, ids);
                case EQUIVOCATION -> {
                    if (caught.isEmpty()) board.equivocate(own, victims.getFirst().system());
                }
                default -> {}
            }
        }

        private String fate() {
            return switch (way.fate) {
                case NONE -> caught.map(how -> "NOT left alone: " + how).orElse("left alone");
                case QUARANTINED -> caught.orElse("NOT caught");
                case REFUSED -> way == Way.FORGED_CARDS ? cards() : ratings();
                case PASSED_BY -> passedBy();
            };
        }

        /** Only the liar itself must have come to believe its forgeries. */
        private String cards() {
            long believed = names(LIAR).stream().filter(BoardLiar.FORGED::equals).count();
            long elsewhere =
                    HONEST.stream()
                            .flatMap(name -> names(name).stream())
                            .filter(BoardLiar.FORGED::equals)
                            .count();
            if (believed == 0) return "NOT tried: even the liar has no forged card";
            return elsewhere == 0 ? "refused" : "NOT refused: " + elsewhere + " forged cards";
        }

        private List<String> names(String at) {
            List<String> names = new ArrayList<>();
            for (JsonNode agent : company.get(at, "/v1/agents").path("agents")) {
                names.add(agent.path("name").asText());
            }
            return names;
        }

        /** Honest agents must still be believed more than one that nobody knows. */
        private String ratings() {
            double least = 1;
            for (String by : HONEST) {
                for (String of : HONEST) {
                    if (!by.equals(of)) least = Math.min(least, trust(by, of));
                }
            }
            String what = String.format(Locale.ROOT, "least trust among the honest %.2f", least);
            return least > 0.5 ? "refused, " + what : "NOT refused, " + what;
        }

        private double trust(String by, String of) {
            for (JsonNode trade :
                    company.get(by, "/v1/agents/" + of + "/reputation").path("trades")) {
                if (trade.path("trade").asText().equals("embed")) {
                    return trade.path("trust").asDouble();
                }
            }
            return 0;
        }

        private String passedBy() {
            String liar = company.did(LIAR);
            long by =
                    company.authors(HONEST.getFirst(), DOCUMENTS).stream()
                            .filter(liar::equals)
                            .count();
            return by == 0 ? "passed by" : "NOT passed by: " + by + " batches are its";
        }

        /** Whom honest agents have proven wrong, as far as they keep it. */
        private void accuse() throws IOException {
            for (String name : HONEST) {
                Path file = folder.resolve(name).resolve("evidence.json");
                if (!Files.exists(file)) continue;
                for (JsonNode did : Json.LENIENT.readTree(file.toFile()).path("convinced")) {
                    if (!did.asText().equals(company.did(LIAR))) accused.add(did.asText());
                }
            }
        }

        @Override
        public void close() {
            company.close();
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
