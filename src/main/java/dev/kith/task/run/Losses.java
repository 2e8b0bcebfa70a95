package dev.kith.task.run;

import dev.kith.model.Capability;
import dev.kith.model.Failure;
import dev.kith.task.state.Care;
import dev.kith.task.state.Known;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Agents that ended over one task, until the store knows of them; only for its own actor. */
final class Losses {
    /** Within it agents end together: as long as machines take to come back after a power cut. */
    private static final Duration TOGETHER = Duration.ofMinutes(2);

    private final Tools tools;
    private final List<String> agents = new ArrayList<>();

    Losses(Tools tools) {
        this.tools = tools;
    }

    void add(String agent) {
        agents.add(agent);
    }

    boolean isEmpty() {
        return agents.isEmpty();
    }

    void forget() {
        agents.clear();
    }

    /** The task with a strike for each of them, which are forgotten with that. */
    Known strike(Known known) {
        long now = tools.clock().millis();
        Set<String> others = new HashSet<>(tools.directory().lostSince(now - TOGETHER.toMillis()));
        others.addAll(agents);
        known.record().strikes().stream()
                .filter(strike -> !strike.inCompany())
                .forEach(strike -> others.remove(strike.agent()));
        Known struck = known;
        for (String agent : agents) {
            boolean inCompany = others.stream().anyMatch(other -> !other.equals(agent));
            struck = struck.struck(agent, now, inCompany);
        }
        agents.clear();
        return struck;
    }

    /** Why the task is given up, where too many agents ended over it. */
    Optional<Failure> verdict(Known known) {
        return Care.verdict(
                known.record(),
                tools.settings().agentsTriedMax(),
                tools.directory().live(Capability.TASK));
    }
}
