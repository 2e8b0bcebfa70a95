package dev.kith.idle.linux;

import dev.kith.idle.Machine.Kind;
import java.util.List;
import java.util.Set;

/**
 * What sort of machine it is.
 *
 * <p>Source of the numbers: DMTF DSP0134, System Management BIOS, "System Enclosure or Chassis
 * Types".
 */
record Chassis(SystemFiles files) {
    private static final Set<Long> PERSONAL =
            Set.of(
                    3L, 4L, 5L, 6L, 7L, // desktops and towers
                    8L, 9L, 10L, 11L, 14L, 30L, 31L, 32L, // laptops, tablets
                    13L, 15L, 16L, 24L, 34L, 35L, 36L); // all in one, small, mini and stick
    private static final Set<Long> SERVER = Set.of(17L, 23L, 25L, 28L, 29L);
    private static final List<String> CONTAINER_FILES =
            List.of(".dockerenv", "run/.containerenv", "run/systemd/container");
    private static final List<String> CONTAINER_GROUPS =
            List.of("docker", "kubepods", "containerd", "lxc", "libpod");

    Kind kind() {
        if (container()) return Kind.CONTAINER;
        if (virtual()) return Kind.VIRTUAL;
        long type = files.number("sys/class/dmi/id/chassis_type").orElse(0L);
        if (PERSONAL.contains(type)) return Kind.PERSONAL;
        return SERVER.contains(type) ? Kind.SERVER : Kind.UNKNOWN;
    }

    private boolean container() {
        if (CONTAINER_FILES.stream().anyMatch(files::exists)) return true;
        String groups = files.text("proc/self/cgroup").orElse("");
        return CONTAINER_GROUPS.stream().anyMatch(groups::contains);
    }

    private boolean virtual() {
        return files.exists("sys/hypervisor/type")
                || files.lines("proc/cpuinfo").stream()
                        .filter(line -> line.startsWith("flags"))
                        .findFirst()
                        .filter(line -> line.contains(" hypervisor"))
                        .isPresent();
    }
}
