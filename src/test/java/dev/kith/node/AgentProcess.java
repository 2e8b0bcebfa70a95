package dev.kith.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real agent in a process of its own; ended by its process id, always. */
final class AgentProcess implements AutoCloseable {
    private static final long READY_SECONDS = 240;

    private final Place place;
    private final String name;
    private final Path folder;
    private final Process process;
    private final CompletableFuture<String> http = new CompletableFuture<>();

    /**
     * One place in a network of agents: its ports stay the same over restarts.
     *
     * @param folder of all agents of the test
     * @param settings more {@code kith.*} settings, as {@code key=value}
     */
    record Place(
            String name,
            Path folder,
            int port,
            int httpPort,
            List<String> seeds,
            List<String> settings) {

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

        AgentProcess start() {
            return new AgentProcess(this);
        }
    }

    private AgentProcess(Place place) {
        this.place = place;
        this.name = place.name();
        this.folder = place.folder();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        System.getProperty("java.class.path")));
        property(command, "kith.node.name=" + name);
        property(command, "kith.node.data=" + folder.resolve(name));
        property(command, "kith.node.port=" + place.port());
        property(command, "kith.node.seeds=" + String.join(",", place.seeds()));
        property(command, "kith.network.authority=" + folder.resolve("authority"));
        property(command, "kith.network.create=true");
        property(command, "kith.gateway.port=" + place.httpPort());
        property(command, "kith.management.port=-1");
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
    String ready() throws InterruptedException {
        try {
            return http.get(READY_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(name + " did not become ready; its log:\n" + logText(), e);
        }
    }

    /** Where it stands. */
    Place place() {
        return place;
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** A signal by name: STOP, CONT, TERM. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process still runs. */
    boolean alive() {
        return process.isAlive();
    }

    /** SIGTERM; its exit code. */
    int leave() throws InterruptedException {
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

    String logText() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    static List<Integer> freePorts(int count) {
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
