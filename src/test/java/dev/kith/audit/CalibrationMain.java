package dev.kith.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.embed.onnx.OnnxModel;
import dev.kith.embed.profile.ModelProfile;
import dev.kith.vector.UnitVector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * How far apart the vectors of honest agents are, and those of liars: what {@code
 * kith.audit.tolerances} rest on. Each honest run is a process of its own, with its own threads,
 * heap and order of the texts.
 *
 * <pre>
 *   java … dev.kith.audit.CalibrationMain ../shared/data/covidqa-long/docs.jsonl.gz 300
 * </pre>
 *
 * prints a line for each way of computing: how many vectors have the very same bits as the first
 * run's, and the distances, 1 − cosine.
 */
public final class CalibrationMain {
    private static final Path CACHE = Path.of("target", "calibration");
    private static final int CHARS = 750;
    private static final int TOKENS_SEEN = 64;
    private static final Map<String, ModelProfile> MODELS =
            Map.of("default", ModelProfile.BGE_SMALL, "fast", ModelProfile.FAST);

    /** One process: heap, threads, and the seed of the texts' order. */
    private record Run(String name, String flags, int threads, long seed) {}

    private static final List<Run> HONEST =
            List.of(
                    new Run("1 thread", "-Xmx512m", 1, 0),
                    new Run("1 thread again", "-Xmx512m", 1, 0),
                    new Run("2 threads, shuffled", "-Xmx1g", 2, 1),
                    new Run("4 threads, shuffled", "-Xmx2g", 4, 2),
                    new Run("3 threads, interpreted", "-Xint -Xmx256m", 3, 3));

    private CalibrationMain() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("embed")) {
            embed(arguments);
            return;
        }
        Files.createDirectories(CACHE);
        List<String> texts = texts(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Path file = CACHE.resolve("texts");
        Files.write(file, texts.stream().map(text -> text.replaceAll("\\s+", " ")).toList());
        List<String> lines = Files.readAllLines(file);
        for (String model : List.of("default", "fast")) report(model, file, lines);
    }

    private static void report(String model, Path file, List<String> texts) throws Exception {
        List<float[]> first = run(model, file, HONEST.getFirst());
        say("%s, %d texts%n", model, texts.size());
        for (Run run : HONEST.subList(1, HONEST.size())) {
            line("honest: " + run.name(), first, run(model, file, run));
        }
        try (var opened = OnnxModel.open(profile(model), CACHE, 1)) {
            var tokens = opened.tokenizer();
            List<Integer> lengths = texts.stream().map(tokens::count).toList();
            say("  tokens %d to %d%n", Collections.min(lengths), Collections.max(lengths));
            lie("lie: first 64 tokens", texts, first, opened, text -> cut(text, opened));
            lie("lie: without the last word", texts, first, opened, CalibrationMain::shorter);
            lie("lie: lower case, no commas", texts, first, opened, CalibrationMain::plain);
        }
        var rotated = new ArrayList<>(first);
        Collections.rotate(rotated, 1);
        line("lie: a neighbour's vector", first, rotated);
        String other = model.equals("fast") ? "default" : "fast";
        line("lie: the other model", first, run(other, file, HONEST.getFirst()));
        line("lie: random", first, random(first));
    }

    private static void lie(
            String name,
            List<String> texts,
            List<float[]> honest,
            OnnxModel model,
            UnaryOperator<String> change) {
        line(
                name,
                honest,
                texts.stream()
                        .map(text -> model.passage(change.apply(text)).components())
                        .toList());
    }

    private static String cut(String text, OnnxModel model) {
        int[] starts = model.tokenizer().tokenStarts(text);
        return starts.length <= TOKENS_SEEN ? text : text.substring(0, starts[TOKENS_SEEN]);
    }

    private static String shorter(String text) {
        return text.substring(0, text.strip().lastIndexOf(' '));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replace(",", "");
    }

    private static List<float[]> random(List<float[]> like) {
        var random = new Random(1);
        return like.stream()
                .map(vector -> {
                    float[] drawn = new float[vector.length];
                    for (int i = 0; i < drawn.length; i++) drawn[i] = (float) random.nextGaussian();
                    return UnitVector.of(drawn).components();
                })
                .toList();
    }

    private static void line(String name, List<float[]> honest, List<float[]> others) {
        double[] apart =
                IntStream.range(0, honest.size())
                        .mapToDouble(i -> distance(honest.get(i), others.get(i)))
                        .sorted()
                        .toArray();
        long same =
                IntStream.range(0, honest.size())
                        .filter(i -> Arrays.equals(honest.get(i), others.get(i)))
                        .count();
        say(
                "  %-28s same bits %3d, 1-cos least %.2e, 1 %% %.2e, median %.2e, most %.2e%n",
                name,
                same,
                apart[0],
                apart[apart.length / 100],
                apart[apart.length / 2],
                apart[apart.length - 1]);
    }

    private static double distance(float[] one, float[] other) {
        double dot = 0;
        double a = 0;
        double b = 0;
        for (int i = 0; i < one.length; i++) {
            dot += (double) one[i] * other[i];
            a += (double) one[i] * one[i];
            b += (double) other[i] * other[i];
        }
        return 1 - dot / Math.sqrt(a * b);
    }

    private static List<float[]> run(String model, Path texts, Run run)
            throws IOException, InterruptedException {
        Path out = CACHE.resolve("vectors");
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dai.djl.offline=true"));
        command.addAll(List.of("-DOPT_OUT_TRACKING=true", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of(run.flags().split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(CalibrationMain.class.getName(), "embed", model, texts.toString()));
        command.addAll(List.of("" + run.threads(), "" + run.seed(), out.toString()));
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) throw new IllegalStateException(run.name() + " ended with " + code);
        return Files.readAllLines(out).stream()
                .map(line -> UnitVector.fromBase64(line).components())
                .toList();
    }

    /** In the process of a run: all vectors, in the texts' order, one a line. */
    private static void embed(String[] arguments) throws Exception {
        List<String> texts = Files.readAllLines(Path.of(arguments[2]));
        int threads = Integer.parseInt(arguments[3]);
        long seed = Long.parseLong(arguments[4]);
        List<Integer> order = new ArrayList<>(IntStream.range(0, texts.size()).boxed().toList());
        if (seed != 0) Collections.shuffle(order, new Random(seed));
        String[] lines = new String[texts.size()];
        try (var model = OnnxModel.open(profile(arguments[1]), CACHE, threads);
                var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i : order) {
                all.add(pool.submit(() -> lines[i] = model.passage(texts.get(i)).toBase64()));
            }
            for (Future<?> each : all) each.get();
        }
        Files.write(Path.of(arguments[5]), List.of(lines));
    }

    /** Pieces of documents, as long as passages are. */
    private static List<String> texts(Path documents, int count) throws IOException {
        var json = new ObjectMapper();
        try (var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        new GZIPInputStream(Files.newInputStream(documents)),
                                        StandardCharsets.UTF_8));
                Stream<String> lines = in.lines()) {
            List<String> pieces = new ArrayList<>();
            for (String line : (Iterable<String>) lines::iterator) {
                String text = json.readTree(line).path("text").asText();
                for (int at = 0; at + CHARS <= text.length(); at += CHARS * 4) {
                    pieces.add(text.substring(at, at + CHARS));
                    if (pieces.size() == count) return pieces;
                }
            }
            return pieces;
        }
    }

    private static ModelProfile profile(String name) {
        return Objects.requireNonNull(MODELS.get(name), name);
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
