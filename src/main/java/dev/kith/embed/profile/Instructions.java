package dev.kith.embed.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names the instruction set that decides which kernels, and so which last bits, are used. */
public final class Instructions {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** Flags of the Linux kernel, strongest first, and what we call them. */
    private static final List<Map.Entry<String, String>> KNOWN =
            List.of(
                    Map.entry("amx_int8", "amx"),
                    Map.entry("avx512_vnni", "avx512vnni"),
                    Map.entry("avx_vnni", "avxvnni"),
                    Map.entry("avx512f", "avx512"),
                    Map.entry("avx2", "avx2"),
                    Map.entry("i8mm", "i8mm"),
                    Map.entry("asimddp", "dotprod"));

    private Instructions() {}

    /** The strongest of this machine; where the system does not tell, its architecture. */
    public static String here() {
        return of(cpuInfo());
    }

    /** Whether the processor has what the Linux kernel calls so; false where it does not tell. */
    public static boolean has(String flag) {
        return flags(cpuInfo()).contains(flag);
    }

    private static List<String> cpuInfo() {
        try {
            return Files.isReadable(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
        } catch (IOException e) {
            return List.of(); // names only: not worth failing for
        }
    }

    static String of(List<String> cpuInfo) {
        Set<String> flags = flags(cpuInfo);
        return KNOWN.stream()
                .filter(known -> flags.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> System.getProperty("os.arch"));
    }

    private static Set<String> flags(List<String> cpuInfo) {
        return cpuInfo.stream()
                .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                .findFirst()
                .map(line -> Set.of(line.substring(line.indexOf(':') + 1).strip().split(" +")))
                .orElse(Set.of());
    }
}
