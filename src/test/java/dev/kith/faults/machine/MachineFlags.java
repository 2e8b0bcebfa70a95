package dev.kith.faults.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * What makes a JVM run on a machine of ours, and the orders to such a machine.
 *
 * @param folder where the jar, the orders and the journals are
 */
public record MachineFlags(Path folder) {
    private static final List<Class<?>> CLASSES = List.of(Premain.class, Machine.class);
    private static final String JAR = "machine.jar";

    /** Makes the jar. */
    public static MachineFlags in(Path folder) {
        var manifest = new Manifest();
        Attributes lines = manifest.getMainAttributes();
        lines.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        lines.put(new Attributes.Name("Premain-Class"), Premain.class.getName());
        lines.put(new Attributes.Name("Boot-Class-Path"), JAR);
        lines.put(new Attributes.Name("Can-Retransform-Classes"), "true");
        try {
            Files.createDirectories(folder);
            try (var jar =
                    new JarOutputStream(Files.newOutputStream(folder.resolve(JAR)), manifest)) {
                try (InputStream none = InputStream.nullInputStream()) {
                    for (Class<?> type : CLASSES) add(jar, type.getName(), none);
                    for (String inner : List.of("$Changer", "$Syncing")) {
                        add(jar, Premain.class.getName() + inner, none);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MachineFlags(folder);
    }

    private static void add(JarOutputStream jar, String type, InputStream none) throws IOException {
        String name = type.replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream bytes = Premain.class.getClassLoader().getResourceAsStream(name)) {
            (bytes == null ? none : bytes).transferTo(jar);
        }
        jar.closeEntry();
    }

    /** The flag; {@code %s} stands for the agent's name. */
    public String flag() {
        return "-javaagent:"
                + folder.resolve(JAR)
                + "="
                + folder.resolve("%s.orders")
                + ","
                + folder.resolve("%s.synced");
    }

    /** Where the machine of this name writes what it synced. */
    public Path journal(String name) {
        return folder.resolve(name + ".synced");
    }

    /**
     * Orders a machine, from a moment after this on.
     *
     * @param clock how far its clock is ahead; negative for behind
     * @param sync how much longer every sync takes
     */
    public void order(String name, Duration clock, Duration sync) {
        try {
            Path fresh = folder.resolve(name + ".orders.new");
            Files.writeString(
                    fresh, "clock=" + clock.toMillis() + "\nsync=" + sync.toMillis() + "\n");
            Files.move(
                    fresh,
                    folder.resolve(name + ".orders"),
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
