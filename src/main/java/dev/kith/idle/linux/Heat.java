package dev.kith.idle.linux;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How far the processor's and the board's sensors are from their limits. Those of disks are left
 * alone: asking would wake them.
 *
 * <p>Source: Linux, "sysfs-class-thermal" and "sysfs-class-hwmon"; temperatures in thousandths of a
 * degree Celsius.
 */
record Heat(SystemFiles files) {
    private static final String ZONES = "sys/class/thermal";
    private static final String MONITORS = "sys/class/hwmon";
    private static final Set<String> TRIPS = Set.of("hot", "critical");
    private static final Set<String> SENSORS =
            Set.of(
                    "coretemp",
                    "k8temp",
                    "k10temp",
                    "zenpower",
                    "via_cputemp",
                    "cpu_thermal",
                    "soc_thermal",
                    "acpitz",
                    "thinkpad",
                    "dell_smm",
                    "applesmc");
    private static final double MILLI = 1000;

    /** What a sensor that works can show, and what a limit that is meant can be. */
    private static final double LEAST = 1;

    private static final double LIMIT_LEAST = 50;
    private static final double MOST = 150;

    /** Degrees Celsius that the sensor nearest to its limit is below it. */
    Optional<Double> left() {
        return Stream.concat(
                        files.names(ZONES).stream()
                                .filter(name -> name.startsWith("thermal_zone"))
                                .flatMap(name -> zone(ZONES + "/" + name)),
                        files.names(MONITORS).stream()
                                .map(name -> MONITORS + "/" + name)
                                .filter(this::wanted)
                                .flatMap(this::monitor))
                .min(Comparator.naturalOrder());
    }

    private Stream<Double> zone(String zone) {
        Optional<Double> limit =
                files.names(zone).stream()
                        .filter(name -> name.matches("trip_point_\\d+_type"))
                        .map(name -> zone + "/" + name)
                        .filter(file -> TRIPS.contains(files.line(file).orElse("")))
                        .flatMap(file -> limit(file.replace("_type", "_temp")).stream())
                        .min(Comparator.naturalOrder());
        return left(zone + "/temp", limit);
    }

    private boolean wanted(String monitor) {
        return SENSORS.contains(files.line(monitor + "/name").orElse(""));
    }

    private Stream<Double> monitor(String monitor) {
        return files.names(monitor).stream()
                .filter(name -> name.matches("temp\\d+_input"))
                .map(name -> monitor + "/" + name)
                .flatMap(file -> {
                    var limit = limit(file.replace("_input", "_crit"));
                    return left(file, limit.or(() -> limit(file.replace("_input", "_max"))));
                });
    }

    private Stream<Double> left(String file, Optional<Double> limit) {
        return limit.flatMap(most -> degrees(file, LEAST).map(now -> most - now)).stream();
    }

    private Optional<Double> limit(String file) {
        return degrees(file, LIMIT_LEAST);
    }

    private Optional<Double> degrees(String file, double least) {
        return files.number(file)
                .map(thousandths -> thousandths / MILLI)
                .filter(degrees -> degrees >= least && degrees <= MOST);
    }
}
