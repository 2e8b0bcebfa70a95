package dev.kith.idle.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.idle.Machine.Kind;
import dev.kith.idle.Readings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine with Linux is read as its files have it, and what they do not tell is not known. */
class LinuxMachineTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String SESSION = "run/systemd/sessions/2";

    @TempDir Path folder;

    @Test
    void knowsWhichMachinesMayHaveAPersonAtThem() {
        assertThat(unpack("laptop").machine(false).kind()).isEqualTo(Kind.PERSONAL);
        assertThat(unpack("mini-pc").machine(false).kind()).isEqualTo(Kind.PERSONAL);
        assertThat(unpack("container").machine(false).kind()).isEqualTo(Kind.CONTAINER);
        var container = unpack("container").remove(".dockerenv");
        assertThat(container.machine(false).kind()).as("by its groups").isEqualTo(Kind.CONTAINER);
        container.write("proc/self/cgroup", "0::/system.slice/kith.service\n");
        assertThat(container.machine(false).kind()).isEqualTo(Kind.VIRTUAL);
        var server = unpack("mini-pc").write("sys/class/dmi/id/chassis_type", "23\n");
        assertThat(server.machine(false).kind()).isEqualTo(Kind.SERVER);
        assertThat(server.remove("sys/class/dmi/id/chassis_type").machine(false).kind())
                .isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void knowsNothingOfAnEmptyFolder() {
        var machine = new LinuxMachine(folder, LinuxMachine.SessionHints.NONE, true);

        Readings readings = machine.read(new dev.kith.idle.Moment(java.time.Instant.EPOCH, SECOND));

        assertThat(readings).isEqualTo(Readings.unknown(readings.cores()));
        assertThat(machine.kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void countsWhatOthersUseButNotItself() {
        var laptop = unpack("laptop");
        var machine = laptop.machine(false);
        assertThat(laptop.after(SECOND, machine).otherLoad()).as("the first time").isEmpty();

        laptop.use(300, 200, 100);

        assertThat(laptop.after(SECOND, machine).otherLoad().orElseThrow())
                .isEqualTo(0.25, within(1e-9));
        laptop.use(200, 205, 200);
        assertThat(laptop.after(SECOND, machine).otherLoad()).as("ticks are rounded").contains(0.0);
        assertThat(laptop.after(Duration.ZERO, machine).otherLoad())
                .as("no tick since")
                .contains(0.0);
    }

    @Test
    void countsAnotherAgentOfTheMachineAsItself() {
        var laptop = unpack("laptop");
        String stat = "99 (java) S 1 1 1 0 -1 0 0 0 0 0 %d 0 0 0 20 0 1 0 1 1 1\n";
        laptop.write("proc/99/cmdline", "java\0-cp\0a.jar\0dev.kith.node.Main\0--config\0b\0")
                .write("proc/99/stat", stat.formatted(5000))
                .write("proc/98/cmdline", "java\0-cp\0a.jar\0org.example.Main\0")
                .write("proc/98/stat", stat.formatted(9));
        var machine = laptop.machine(false);
        laptop.after(SECOND, machine);

        laptop.use(300, 100, 100).write("proc/99/stat", stat.formatted(5200));
        laptop.write("proc/98/stat", stat.formatted(900));

        assertThat(laptop.after(SECOND, machine).otherLoad()).contains(0.0);
        laptop.use(300, 100, 100).remove("proc/99/stat");
        assertThat(laptop.after(SECOND, machine).otherLoad()).contains(0.5);
    }

    @Test
    void hasTheProcessorsAndTheMemoryThatItsGroupsLeaveIt() {
        var laptop = unpack("laptop");
        var readings = laptop.after(SECOND, laptop.machine(false));
        assertThat(readings.cores()).isEqualTo(4);
        assertThat(readings.memoryAvailable()).contains(8_200_000L * 1024);

        var mini = unpack("mini-pc");
        readings = mini.after(SECOND, mini.machine(false));
        assertThat(readings.cores()).as("limit of a group around it").isEqualTo(1.5);
        assertThat(readings.memoryAvailable()).contains(1L << 30);

        var container = unpack("container");
        readings = container.after(SECOND, container.machine(false));
        assertThat(readings.cores()).as("limit of the first version").isEqualTo(0.5);
        assertThat(readings.memoryAvailable()).contains(12_000_000L * 1024);
    }

    @Test
    void runsOnBatteryWhenNothingIsPluggedIn() {
        var laptop = unpack("laptop");
        var machine = laptop.machine(false);
        assertThat(laptop.after(SECOND, machine).battery())
                .contains(new Readings.Battery(false, 83));

        laptop.write("sys/class/power_supply/BAT0/status", "Discharging\n");
        assertThat(laptop.after(SECOND, machine).battery())
                .as("a weak charger")
                .contains(new Readings.Battery(false, 83));
        laptop.write("sys/class/power_supply/AC/online", "0\n")
                .remove("sys/class/power_supply/BAT0/capacity")
                .write("sys/class/power_supply/BAT0/energy_now", "20000000\n");
        assertThat(laptop.after(SECOND, machine).battery())
                .contains(new Readings.Battery(true, 40));
        var mini = unpack("mini-pc");
        assertThat(mini.after(SECOND, mini.machine(false)).battery()).isEmpty();
        var container = unpack("container");
        assertThat(container.after(SECOND, container.machine(false)).battery()).isEmpty();
    }

    @Test
    void takesTheSensorThatIsNearestToItsLimitButNoDisks() {
        var laptop = unpack("laptop");
        var machine = laptop.machine(false);
        assertThat(laptop.after(SECOND, machine).heatLeft()).contains(37.0);

        laptop.write("sys/class/thermal/thermal_zone0/temp", "117000\n");
        assertThat(laptop.after(SECOND, machine).heatLeft()).contains(2.0);
        var mini = unpack("mini-pc");
        assertThat(mini.after(SECOND, mini.machine(false)).heatLeft().orElseThrow())
                .isEqualTo(17.625, within(1e-9));
        var container = unpack("container");
        assertThat(container.after(SECOND, container.machine(false)).heatLeft()).isEmpty();
    }

    @Test
    void noticesKeyboardAndTouchpadAtOnce() {
        var laptop = unpack("laptop").remove(SESSION);
        var machine = laptop.machine(false);
        assertThat(laptop.after(SECOND, machine).unused()).isEmpty();

        laptop.replace("proc/interrupts", " 1200 ", " 1201 ");
        assertThat(laptop.after(SECOND, machine).unused()).contains(Duration.ZERO);
        assertThat(laptop.after(MINUTE, machine).unused()).contains(MINUTE);
        laptop.replace("proc/interrupts", " 5000 ", " 5100 ");
        assertThat(laptop.after(SECOND, machine).unused()).contains(Duration.ZERO);
        laptop.replace("proc/interrupts", " 99999 ", " 100000 ");
        assertThat(laptop.after(SECOND, machine).unused()).as("a disk").contains(SECOND);
        laptop.replace("proc/interrupts", " 400 ", " 401 ");
        assertThat(laptop.after(SECOND, machine).unused())
                .as("USB without anybody at the screen")
                .contains(SECOND.multipliedBy(2));
    }

    @Test
    void believesADesktopThatItIsInUseOnlyWhileDevicesMayHaveMoved() {
        var laptop = unpack("laptop");
        var machine = laptop.machine(false);

        assertThat(laptop.after(SECOND, machine).unused()).contains(Duration.ZERO);
        assertThat(laptop.after(MINUTE, machine).unused()).contains(MINUTE);
        laptop.replace("proc/interrupts", " 400 ", " 401 ");
        assertThat(laptop.after(SECOND, machine).unused())
                .as("a USB mouse")
                .contains(Duration.ZERO);
        laptop.hints = Map.of("IdleHint", "yes");
        assertThat(laptop.after(MINUTE, machine).unused()).isEmpty();
        laptop.hints = Map.of("IdleHint", "no", "LockedHint", "yes");
        assertThat(laptop.after(MINUTE, machine).unused()).isEmpty();
        laptop.hints = Map.of("IdleHint", "no", "LockedHint", "no");
        laptop.replace("proc/interrupts", " 401 ", " 402 ");
        assertThat(laptop.after(SECOND, machine).unused())
                .as("asked again at once")
                .contains(Duration.ZERO);
    }

    @Test
    void believesADesktopOfWhichNoDeviceIsKnown() {
        var laptop = unpack("laptop").remove("proc/interrupts");
        var machine = laptop.machine(false);

        assertThat(laptop.after(MINUTE, machine).unused()).contains(Duration.ZERO);
        laptop.replace(SESSION, "CLASS=user", "CLASS=greeter");
        assertThat(laptop.after(MINUTE, machine).unused()).isEmpty();
    }

    @Test
    void noticesWhoTypesIntoATerminalAtTheScreenAndOverTheNetworkWhereThatCounts() {
        var mini = unpack("mini-pc");
        var here = mini.machine(false);
        var anywhere = mini.machine(true);
        mini.type("dev/tty1").type("dev/pts/0");
        assertThat(mini.after(MINUTE, here).unused()).contains(MINUTE);

        mini.type("dev/pts/0");

        assertThat(mini.after(SECOND, here).unused()).contains(MINUTE.plus(SECOND));
        assertThat(mini.after(SECOND, anywhere).unused()).contains(SECOND.multipliedBy(2));
    }

    private FixtureMachine unpack(String name) {
        return FixtureMachine.unpack(name, folder.resolve(name + System.nanoTime()));
    }
}
