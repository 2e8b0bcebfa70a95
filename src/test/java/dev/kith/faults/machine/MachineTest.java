package dev.kith.faults.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine of ours has the clock it is ordered to have, and loses what was not synced. */
class MachineTest {
    private static final int SYNCED_BYTES = 100;
    private static final int BYTES = 5_000;

    @TempDir Path folder;

    /** What runs on the machine: a process of its own, which writes files and tells the time. */
    static final class Guest {
        private Guest() {}

        /** Writes {@code synced} with a synced beginning, {@code renamed} and {@code unsynced}. */
        public static void main(String[] arguments) throws IOException {
            Path store = Path.of(arguments[0]);
            try (var stream = new FileOutputStream(store.resolve("synced").toFile())) {
                stream.write(new byte[SYNCED_BYTES]);
                stream.getChannel().force(false);
                stream.write(new byte[BYTES]);
            }
            Path fresh = store.resolve("fresh");
            try (FileChannel channel =
                    FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(SYNCED_BYTES));
                channel.force(true);
            }
            Files.move(fresh, store.resolve("renamed"));
            Files.write(store.resolve("unsynced"), new byte[BYTES]);
            System.out.println(Instant.now() + " " + InstantSource.system().millis());
        }
    }

    @Test
    void losesWhatWasNotSyncedAndNothingElse() throws Exception {
        var machine = MachineFlags.in(folder.resolve("machines"));
        run(machine);

        int shorter = Power.lose(store(), machine.journal("guest"), new Random(1));

        assertThat(shorter).isEqualTo(2);
        assertThat(Files.size(store().resolve("synced"))).isBetween(100L, 5_099L);
        assertThat(Files.size(store().resolve("renamed"))).isEqualTo(SYNCED_BYTES);
        assertThat(Files.size(store().resolve("unsynced"))).isLessThan(BYTES);
    }

    @Test
    void hasTheClockThatItIsOrderedToHave() throws Exception {
        var machine = MachineFlags.in(folder.resolve("machines"));
        machine.order("guest", Duration.ofHours(-1), Duration.ZERO);

        String[] times = run(machine).split(" ", -1);

        Instant ago = Instant.now().minus(Duration.ofMinutes(59));
        assertThat(Instant.parse(times[0])).isBefore(ago);
        assertThat(Instant.ofEpochMilli(Long.parseLong(times[1].strip()))).isBefore(ago);
    }

    @Test
    void damagesOnlyTheFilesThatItNames() throws IOException {
        Path log = Files.createDirectories(store().resolve("p00/log")).resolve("1.sst");
        Path index = Files.createDirectories(store().resolve("p00/index")).resolve("_0.cfs");
        Files.write(log, new byte[BYTES]);
        Files.write(index, new byte[BYTES]);

        List<String> done = Damage.to(store(), "/log/", 9, new Random(3));

        assertThat(done).singleElement().asString().startsWith("p00/log/1.sst");
        assertThat(Files.readAllBytes(log)).isNotEqualTo(new byte[BYTES]);
        assertThat(Files.readAllBytes(index)).isEqualTo(new byte[BYTES]);
    }

    private Path store() throws IOException {
        return Files.createDirectories(folder.resolve("store"));
    }

    private String run(MachineFlags machine) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                machine.flag().replace("%s", "guest"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Guest.class.getName(),
                                store().toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out;
    }
}
