package dev.kith.idle.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What this process may have: of the machine, and of the control groups that it is in.
 *
 * <p>Source: cgroups(7); Linux, "Control Group v2", {@code cpu.max}, {@code memory.max}; "CFS
 * Bandwidth Control" for the first version.
 */
record Limits(SystemFiles files) {
    private static final String ROOT = "sys/fs/cgroup";
    private static final long KIBI = 1024;

    /** Processors, perhaps a part of one. */
    double cores(int online) {
        return Stream.concat(
                        groups("", "cpu.max").flatMap(this::quota),
                        Stream.of("cpu", "cpu,cpuacct")
                                .flatMap(folder -> groups(folder, "cpu.cfs_quota_us"))
                                .flatMap(this::oldQuota))
                .mapToDouble(Double::doubleValue)
                .filter(cores -> cores > 0)
                .reduce(online, Math::min);
    }

    /** Bytes that could still be taken. */
    Optional<Long> memoryAvailable() {
        Optional<Long> machine =
                files.lines("proc/meminfo").stream()
                        .filter(line -> line.startsWith("MemAvailable:"))
                        .findFirst()
                        .map(line -> line.split("\\s+", -1)[1])
                        .flatMap(SystemFiles::parsed)
                        .map(kibi -> kibi * KIBI);
        return Stream.concat(
                        machine.stream(),
                        Stream.concat(
                                groups("", "memory.max")
                                        .flatMap(file -> left(file, "memory.current")),
                                groups("memory", "memory.limit_in_bytes")
                                        .flatMap(file -> left(file, "memory.usage_in_bytes"))))
                .min(Long::compare);
    }

    /**
     * Where a limit may stand: in the process's group and in all that it is in; a container sees
     * its own as the topmost.
     */
    private Stream<String> groups(String controller, String file) {
        String path = path(controller);
        String top = controller.isEmpty() ? ROOT : ROOT + "/" + controller;
        List<String> all = new ArrayList<>();
        all.add(top + "/" + file);
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            all.add(top + "/" + path.substring(0, end) + "/" + file);
        }
        if (!path.isEmpty()) all.add(top + "/" + path + "/" + file);
        return all.stream().filter(files::exists);
    }

    private String path(String controller) {
        for (String line : files.lines("proc/self/cgroup")) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) continue;
            if (!parts[1].equals(controller)) continue;
            return parts[2].replaceAll("^/+|/+$", "");
        }
        return "";
    }

    /** {@code max 100000}, or microseconds of processor time in a period and the period. */
    private Stream<Double> quota(String file) {
        String[] words = files.line(file).orElse("").split("\\s+", -1);
        if (words.length != 2) return Stream.empty();
        return SystemFiles.parsed(words[0])
                .flatMap(quota -> SystemFiles.parsed(words[1]).map(p -> (double) quota / p))
                .stream();
    }

    private Stream<Double> oldQuota(String file) {
        Optional<Long> period = files.number(file.replace("quota", "period"));
        return files
                .number(file)
                .filter(quota -> quota > 0)
                .flatMap(quota -> period.map(p -> (double) quota / p))
                .stream();
    }

    private Stream<Long> left(String file, String currentName) {
        String current = file.substring(0, file.lastIndexOf('/') + 1) + currentName;
        return files
                .number(file)
                .flatMap(max -> files.number(current).map(used -> Math.max(0, max - used)))
                .stream();
    }
}
