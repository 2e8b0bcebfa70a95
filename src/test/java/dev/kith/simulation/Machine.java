package dev.kith.simulation;

import dev.kith.model.AgentId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One computer: its disk and its clock outlive the agents that run on it one after the other. */
final class Machine {
    final int number;
    final AgentId id;
    final Path folder;
    Disk disk;
    long skew;
    boolean burnt;
    int lives;
    @Nullable Life life;

    Machine(int number, Path folder, Disk disk) {
        this.number = number;
        this.id = new AgentId("did:key:z6Mk" + String.valueOf((char) ('a' + number)).repeat(44));
        this.folder = folder;
        this.disk = disk;
    }

    /** The agent that runs on it now. */
    @Nullable Life running() {
        Life now = life;
        return now != null && now.alive() ? now : null;
    }
}
