package dev.kith.idle.linux;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The agents of this machine: this process, and others that run Kith too. Each would take the
 * others for programs that must not be disturbed, and they would wait for each other.
 */
final class Siblings {
    private static final String MAIN = "dev.kith.node.Main";
    private static final String SELF = "self";

    /** Who is there is looked up so often; that takes a file for every process. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    /** Fields of {@code stat} after the name in brackets, which may have spaces. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    private final SystemFiles files;
    private final Map<String, Long> counted = new HashMap<>();
    private List<String> others = List.of();
    private Optional<Duration> looked = Optional.empty();
    private long sum;

    Siblings(SystemFiles files) {
        this.files = files;
    }

    /** Processor time of all agents since this began to count, in ticks; only grows. */
    long ticks(Duration uptime) {
        if (looked.isEmpty() || uptime.minus(looked.get()).compareTo(LOOK) >= 0) {
            looked = Optional.of(uptime);
            others = find();
            counted.keySet().removeIf(known -> !known.equals(SELF) && !others.contains(known));
        }
        add(SELF);
        others.forEach(this::add);
        return sum;
    }

    /** One that was not counted before may have run for long: only what it does from now on. */
    private void add(String process) {
        Optional<Long> ticks = files.line("proc/" + process + "/stat").flatMap(Siblings::used);
        if (ticks.isEmpty()) return;
        Long before = counted.put(process, ticks.get());
        if (before != null) sum += Math.max(0, ticks.get() - before);
    }

    private List<String> find() {
        String self = files.line("proc/self/stat").map(line -> line.split(" ", 2)[0]).orElse("");
        var found = new ArrayList<String>();
        for (String name : files.names("proc")) {
            if (!name.chars().allMatch(Character::isDigit) || name.equals(self)) continue;
            String command = files.text("proc/" + name + "/cmdline").orElse("");
            if (List.of(command.split("\0", -1)).contains(MAIN)) found.add(name);
        }
        return found;
    }

    private static Optional<Long> used(String stat) {
        int end = stat.lastIndexOf(')');
        if (end < 0) return Optional.empty();
        String[] words = stat.substring(end + 1).strip().split("\\s+", -1);
        if (words.length <= SYSTEM) return Optional.empty();
        return SystemFiles.parsed(words[USER])
                .flatMap(user -> SystemFiles.parsed(words[SYSTEM]).map(system -> user + system));
    }
}
