package dev.kith.task.run;

import dev.kith.model.Capability;
import dev.kith.model.Failure;
import dev.kith.task.state.Care;
import dev.kith.task.state.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Agents that ended over one task, until the store knows of them; only for its own actor. */
final class Losses {
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
        Known struck = known;
        for (String agent : agents) struck = struck.struck(agent, tools.clock().millis());
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
