package dev.kith.idle.linux;

import dev.kith.idle.Readings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The batteries that can run the machine; a mouse's own are none of them.
 *
 * <p>Source: Linux, "sysfs-class-power".
 */
record Batteries(SystemFiles files) {
    private static final String FOLDER = "sys/class/power_supply";
    private static final Set<String> MAINS = Set.of("Mains", "USB", "Wireless");

    Optional<Readings.Battery> read() {
        List<String> names = files.names(FOLDER);
        List<String> batteries = names.stream().filter(this::isBattery).toList();
        if (batteries.isEmpty()) return Optional.empty();
        boolean plugged =
                names.stream()
                        .filter(name -> MAINS.contains(word(name, "type")))
                        .anyMatch(name -> word(name, "online").equals("1"));
        boolean draining =
                batteries.stream().anyMatch(name -> word(name, "status").equals("Discharging"));
        double percent =
                batteries.stream()
                        .flatMap(name -> percent(name).stream())
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(100);
        return Optional.of(new Readings.Battery(draining && !plugged, (int) Math.round(percent)));
    }

    private boolean isBattery(String name) {
        return word(name, "type").equals("Battery")
                && !word(name, "scope").equals("Device")
                && !word(name, "present").equals("0");
    }

    private Optional<Double> percent(String name) {
        return files.number(FOLDER + "/" + name + "/capacity")
                .map(Long::doubleValue)
                .or(() -> share(name, "energy"))
                .or(() -> share(name, "charge"));
    }

    private Optional<Double> share(String name, String what) {
        Optional<Long> full = files.number(FOLDER + "/" + name + "/" + what + "_full");
        return files.number(FOLDER + "/" + name + "/" + what + "_now")
                .flatMap(now -> full.filter(all -> all > 0).map(all -> 100.0 * now / all));
    }

    private String word(String name, String file) {
        return files.line(FOLDER + "/" + name + "/" + file).orElse("");
    }
}
