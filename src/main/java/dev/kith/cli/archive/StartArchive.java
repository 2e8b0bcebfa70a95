package dev.kith.cli.archive;

import dev.kith.model.ContentId;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The archive of one release on one Java: {@code starts/<where>-<what>.aot} in the cache folder.
 * {@code <where>} stands for the class path and the Java, {@code <what>} for the jars as they are
 * now, so that an archive of other jars is not even tried, and is replaced by the next one.
 *
 * @param file where it lies, or would lie
 */
public record StartArchive(Path file) {
    private static final String FOLDER = "starts";
    private static final String SUFFIX = ".aot";
    private static final int NAME_CHARS = 16;

    /** What somebody sets who has an archive of their own, or wants none. */
    private static final List<String> OWN_FLAGS =
            List.of("-XX:AOT", "-XX:SharedArchiveFile", "-XX:ArchiveClassesAtExit", "-Xshare");

    /** {@code off} here: agents start without one, and none is made unasked. */
    private static final String SWITCH = "KITH_ARCHIVE";

    /**
     * That of this process's class path and Java.
     *
     * @return empty where none can be made: an archive needs a class path of jars only
     */
    public static Optional<StartArchive> here(Map<String, String> environment) {
        return of(System.getProperty("java.class.path"), environment);
    }

    /** That of another class path on this Java. */
    static Optional<StartArchive> of(String classPath, Map<String, String> environment) {
        try {
            Optional<List<Path>> jars = jars(classPath);
            if (jars.isEmpty()) return Optional.empty();
            String java = System.getProperty("java.home") + "\n" + Runtime.version();
            StringBuilder state = new StringBuilder(java).append('\n').append(classPath);
            for (Path jar : jars.get()) {
                state.append('\n').append(jar).append('\t').append(Files.size(jar));
                state.append('\t').append(Files.getLastModifiedTime(jar).toMillis());
            }
            Path folder = CacheFolder.usual(environment).resolve(FOLDER);
            String where = name(java + "\n" + classPath);
            return Optional.of(
                    new StartArchive(
                            folder.resolve(where + "-" + name(state.toString()) + SUFFIX)));
        } catch (IOException e) {
            return Optional.empty(); // a start without it tells what is wrong with a jar
        }
    }

    /** All jars, with those that their manifests name; empty where one is a folder. */
    private static Optional<List<Path>> jars(String classPath) throws IOException {
        List<Path> all = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            if (!Files.isRegularFile(jar)) return Optional.empty();
            all.add(jar);
            Path folder = jar.toAbsolutePath().getParent();
            for (String named : named(jar)) {
                Path other = folder == null ? Path.of(named) : folder.resolve(named);
                if (Files.isRegularFile(other)) all.add(other);
            }
        }
        return Optional.of(all);
    }

    private static List<String> named(Path jar) throws IOException {
        try (JarFile opened = new JarFile(jar.toFile())) {
            Manifest manifest = opened.getManifest();
            String line =
                    manifest == null
                            ? null
                            : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return line == null || line.isBlank() ? List.of() : List.of(line.strip().split(" +"));
        }
    }

    private static String name(String text) {
        String id = ContentId.of(text).cid();
        return id.substring(id.length() - NAME_CHARS);
    }

    /**
     * What an agent's JVM is given to use it; nothing where it is not there or not wanted.
     *
     * @param environment with the flags that the person gave
     */
    public static List<String> flags(Map<String, String> environment) {
        if (!wanted(environment)) return List.of();
        return here(environment)
                .filter(StartArchive::exists)
                .map(archive -> List.of("-XX:AOTCache=" + archive.file(), "-Xlog:disable"))
                .orElse(List.of());
    }

    /** Whether nothing was said against it. */
    public static boolean wanted(Map<String, String> environment) {
        String given = environment.getOrDefault("KITH_AGENT_OPTS", "");
        return !environment.getOrDefault(SWITCH, "").equals("off")
                && OWN_FLAGS.stream().noneMatch(given::contains);
    }

    /** Whether it has been made. */
    public boolean exists() {
        return Files.isRegularFile(file);
    }

    /**
     * Puts it where agents find it, whole or not at all, and deletes those of earlier jars.
     *
     * @param made a {@link #draft} that has been written
     */
    public void publish(Path made) throws IOException {
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        String own = file.getFileName().toString();
        String where = own.substring(0, NAME_CHARS + 1);
        try (Stream<Path> others = Files.list(folder())) {
            for (Path other : others.toList()) {
                String name = other.getFileName().toString();
                boolean earlier = name.startsWith(where) && !name.startsWith(own);
                if (earlier) Files.deleteIfExists(other);
            }
        }
    }

    /** Where it is written first, by whoever has the lock. */
    public Path draft() {
        return folder().resolve(file.getFileName() + ".draft");
    }

    /** What to lock while it is written; makes its folder. */
    public FileChannel lock() throws IOException {
        Path lock = Files.createDirectories(folder()).resolve(file.getFileName() + ".lock");
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private Path folder() {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }
}
