package dev.kith.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.api.Json;
import dev.kith.model.AgentId;
import dev.kith.node.LyingModel.Lie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * One network of five, one of which lies, from its start to what became of the liar and the index.
 */
final class LiarsRun implements AutoCloseable {
    static final int DOCUMENTS = 60;

    private static final List<String> HONEST = List.of("ada", "ben", "cleo", "dan");
    private static final String LIAR = "mal";
    private static final List<String> NAMES = List.of("ada", "ben", LIAR, "cleo", "dan");
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

    /**
     * What came of it.
     *
     * @param promised whether it is as it should be
     * @param explanation more lines, about what is missing
     */
    record Outcome(String line, boolean promised, IndexPicture picture, List<String> explanation) {}

    private final LiarsWay way;
    private final long seed;
    private final Optional<IndexPicture> right;
    private final Path folder;
    private final Company company;
    private final LyingModel.Work work = new LyingModel.Work();
    private final LyingModel model;
    private final LiarsVerdict verdict;
    private final BoardLiar board = new BoardLiar();
    private final Set<String> accused = new HashSet<>();
    private long begun;
    private Optional<String> caught = Optional.empty();

    /**
     * A network that has not begun.
     *
     * @param right what the index should be like, as that of honest agents was
     */
    LiarsRun(LiarsWay way, long seed, Path folder, Optional<IndexPicture> right) {
        this.way = way;
        this.seed = seed;
        this.right = right;
        this.folder = folder;
        this.model = new LyingModel(way.lie(), work);
        this.company =
                new Company(folder, NAMES, List.of("kith.reputation.publish-interval = 1s"), MOST);
        this.verdict = new LiarsVerdict(company, HONEST, LIAR);
    }

    /** Starts all five, and comes back when all see all. */
    void begin() throws Exception {
        for (String name : NAMES) {
            boolean liar = name.equals(LIAR);
            boolean disguised = liar && way.onTheBoard();
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

    /** Puts the documents and watches until all is as it should be, or time is up. */
    Outcome end() throws Exception {
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
        List<String> explanation = whole ? List.of() : explain();
        var picture = picture(questions);
        accuse();
        String index = picture.beside(right.orElse(picture));
        String fate = fate();
        boolean promised =
                whole && accused.isEmpty() && index.equals("equal") && !fate.startsWith("NOT");
        String line =
                String.format(
                        Locale.ROOT,
                        "%-16s %s; whole %s after %.0f s; honest agents accused %d; passages %d,"
                                + " embedded again %d (%.0f %%), by the liar %d; index %s%s",
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
        return new Outcome(line, promised, picture, explanation);
    }

    /** Says of a document that is not there what has become of it. */
    private List<String> explain() {
        for (int i = 0; i < DOCUMENTS; i++) {
            JsonNode found = company.get(HONEST.getFirst(), "/v1/receipts/" + Company.id(i));
            if (!found.path("receipts").isEmpty()) continue;
            String path = "/v1/documents/" + Company.id(i);
            JsonNode document = company.get(HONEST.getFirst(), path);
            String task = document.path("task").asText();
            JsonNode story = company.get(HONEST.getFirst(), "/v1/tasks/" + task + "/explain");
            return List.of(document.toString(), story.toString());
        }
        return List.of();
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
        for (int more = 0; System.nanoTime() < end; more++) {
            look();
            if (settled() && stored()) return true;
            if (way.lie() == Lie.AFTER_200 && caught.isEmpty()) feed(more);
            LockSupport.parkNanos(STEP.toNanos());
        }
        return false;
    }

    /** One that is honest at first needs more to do than the documents that are looked at. */
    private void feed(int more) {
        String text = Company.text(new Random(seed + 1 + more), WORDS);
        company.put(HONEST.getFirst(), "more-" + more, "more", text);
    }

    private boolean settled() {
        return switch (way.fate()) {
            case NONE, PASSED_BY -> true;
            case QUARANTINED -> caught.isPresent();
            case REFUSED -> System.nanoTime() - begun > TRYING.toNanos();
        };
    }

    /** All is there; of one that computed wrongly nothing is. */
    private boolean stored() {
        boolean wrong = way.computesWrongly();
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
        return switch (way.fate()) {
            case NONE -> caught.map(how -> "NOT left alone: " + how).orElse("left alone");
            case QUARANTINED -> caught.orElse("NOT caught");
            case REFUSED -> way == LiarsWay.FORGED_CARDS ? verdict.cards() : verdict.ratings();
            case PASSED_BY -> verdict.passedBy(DOCUMENTS);
        };
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
