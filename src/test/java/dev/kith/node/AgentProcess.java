package dev.kith.node;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real agent in a process of its own; ended by its process id, always. */
public final class AgentProcess implements AutoCloseable {
    private static final long READY_SECONDS = 240;
    private static final List<String> FLAGS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx512m",
                    "-Dlogback.configurationFile=logback.xml");

    private final Place place;
    private final String name;
    private final Path folder;
    private final Process process;
    private final CompletableFuture<String> http = new CompletableFuture<>();

    /**
     * One place in a network of agents: its ports stay the same over restarts.
     *
     * @param folder of all agents of the test
     * @param settings more settings, as {@code key=value}; they win over those that follow from the
     *     place
     * @param flags more flags of its JVM
     */
    public record Place(
            String name,
            Path folder,
            int port,
            int httpPort,
            List<String> seeds,
            List<String> settings,
            List<String> flags) {

        Place(
                String name,
                Path folder,
                int port,
                int httpPort,
                List<String> seeds,
                List<String> settings) {
            this(name, folder, port, httpPort, seeds, settings, List.of());
        }

        /** As many places as there are names, all with the same seeds. */
        static List<Place> of(Path folder, List<String> names, List<String> settings) {
            List<Integer> ports = freePorts(2 * names.size());
            List<String> seeds =
                    ports.subList(0, names.size()).stream().map(p -> "127.0.0.1:" + p).toList();
            List<Place> places = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                int http = ports.get(names.size() + i);
                places.add(new Place(names.get(i), folder, ports.get(i), http, seeds, settings));
            }
            return places;
        }

        /** Starts the agent that stands here. */
        public AgentProcess start() {
            return new AgentProcess(this);
        }
    }

    private AgentProcess(Place place) {
        this.place = place;
        this.name = place.name();
        this.folder = place.folder();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(place.flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        property(command, "kith.node.name=" + name);
        property(command, "kith.node.data=" + folder.resolve(name));
        property(command, "kith.node.port=" + place.port());
        property(command, "kith.node.seeds=" + String.join(",", place.seeds()));
        property(command, "kith.network.authority=" + folder.resolve("authority"));
        property(command, "kith.network.create=true");
        property(command, "kith.gateway.port=" + place.httpPort());
        property(command, "kith.management.port=-1");
        property(command, "kith.idle.mode=off");
        place.settings().forEach(setting -> property(command, setting));
        command.add("dev.kith.node.Main");
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::readOutput);
    }

    /** Waits until it says that it is ready; {@code http://host:port}. */
    public String ready() throws InterruptedException {
        return ready(Duration.ofSeconds(READY_SECONDS));
    }

    /** Waits no longer than {@code patience} until it says that it is ready. */
    public String ready(Duration patience) throws InterruptedException {
        try {
            return http.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(name + " did not become ready; its log:\n" + logText(), e);
        }
    }

    /** Where it stands. */
    public Place place() {
        return place;
    }

    /** Whether it has said that it is ready and has not ended. */
    public boolean serves() {
        return process.isAlive() && http.isDone() && !http.isCompletedExceptionally();
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process has not ended. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Sends a signal by its name, such as {@code STOP} or {@code CONT}. */
    public void signal(String name) throws InterruptedException {
        String[] kill = {"kill", "-" + name, Long.toString(process.pid())};
        try {
            int code = new ProcessBuilder(kill).inheritIO().start().waitFor();
            if (code != 0) throw new AssertionError("kill -" + name + " ended with " + code);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; its exit code. */
    public int leave() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) throw new AssertionError(name + " stays");
        return process.exitValue();
    }

    /** Waits for its end; its exit code. */
    int ended() throws InterruptedException {
        if (!process.waitFor(READY_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError(name + " did not end");
        }
        return process.exitValue();
    }

    /** All that it has logged, over all its lives. */
    public String logText() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the logs of a test's agents under {@code target}; its folder goes with it. */
    static void keepLogs(Path folder, String test) throws IOException {
        Path kept = Files.createDirectories(Path.of("target", "agent-logs", test));
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "*.log")) {
            for (Path log : logs) {
                Files.copy(log, kept.resolve(log.getFileName()), REPLACE_EXISTING);
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Ports that nobody listened on a moment ago. */
    public static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) sockets.add(new ServerSocket(0));
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            for (ServerSocket socket : sockets) closeQuietly(socket);
        }
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void property(List<String> command, String setting) {
        command.add("-D" + setting);
    }

    private Path log() {
        return folder.resolve(name + ".log");
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("kith ready http=")) {
                    http.complete("http://" + line.split("[= ]", -1)[3]);
                }
            }
            http.completeExceptionally(new IllegalStateException("ended without being ready"));
        } catch (IOException e) {
            http.completeExceptionally(e);
        }
    }
}
