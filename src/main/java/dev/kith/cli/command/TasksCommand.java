package dev.kith.cli.command;

import dev.kith.api.TaskAnswer;
import dev.kith.api.TaskList;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.client.Reply;
import dev.kith.cli.terminal.Table;
import dev.kith.cli.terminal.Table.Column;
import dev.kith.cli.terminal.Units;
import dev.kith.cli.terminal.Words;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kith tasks}: what is being done, and why it is not. */
@Command(
        name = "tasks",
        description = "Show tasks, newest first; or one task by its id, or cancel it.")
public final class TasksCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Globals globals;

    @Parameters(paramLabel = "TASK", arity = "0..1", description = "A task's id.")
    private @Nullable String id;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only submitted, working, completed, failed or canceled ones.")
    private @Nullable String state;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "How many, default ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Option(names = "--watch", description = "Look again every second until nothing is under way.")
    private boolean watch;

    @Option(names = "--cancel", description = "Cancel the task that is named.")
    private boolean cancel;

    public TasksCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        try (AgentClient client = globals.client()) {
            if (cancel) {
                cancel(client);
            } else {
                while (look(client) && watch && !Thread.currentThread().isInterrupted()) {
                    globals.surroundings().pause().pause(BETWEEN_LOOKS);
                }
            }
        }
        return ExitCode.DONE.number();
    }

    private void cancel(AgentClient client) {
        if (id == null) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, "--cancel needs the id of a task");
        }
        Reply reply = client.delete(AgentClient.path("v1", "tasks", id)).orFail();
        globals.print(globals.json() ? reply.body().strip() : "canceled " + id);
    }

    /** Prints once; true where something is still under way. */
    private boolean look(AgentClient client) {
        Reply reply = client.get(path()).orFail();
        List<TaskAnswer> tasks =
                id == null ? reply.as(TaskList.class).tasks() : List.of(reply.as(TaskAnswer.class));
        if (watch && globals.console().outTerminal() && !globals.json()) {
            globals.console().out().print("\u001b[H\u001b[2J");
        }
        if (globals.json()) {
            globals.print(reply.body().strip());
        } else {
            print(tasks);
            if (id == null) {
                long total = reply.as(TaskList.class).total();
                if (total > tasks.size()) {
                    globals.print(
                            globals.style().dim("the newest " + tasks.size() + " of " + total));
                }
            }
        }
        globals.console().out().flush();
        return tasks.stream()
                .anyMatch(task -> List.of("submitted", "working").contains(task.state()));
    }

    private String path() {
        if (id != null) return AgentClient.path("v1", "tasks", id);
        String wanted = state == null ? "" : "&state=" + AgentClient.escape(state);
        return "/v1/tasks?limit=" + limit + wanted;
    }

    private void print(List<TaskAnswer> tasks) {
        if (tasks.isEmpty()) {
            globals.print("No tasks.");
            return;
        }
        Table table =
                new Table(
                        List.of(
                                Column.left("TASK"),
                                Column.left("STATE"),
                                Column.right("SEGMENTS"),
                                Column.right("PASSAGES"),
                                Column.left("DOCUMENT"),
                                Column.left("")));
        for (TaskAnswer task : tasks) {
            String why = task.reason().map(Reply::text).or(task::waiting).orElse("");
            table.row(
                    task.id(),
                    task.state(),
                    task.segmentsDone() + "/" + task.segmentsTotal(),
                    Units.count(task.chunksDone()),
                    Words.shorten(task.document(), 40),
                    Words.flat(why));
        }
        table.lines(globals.style()).forEach(globals::print);
    }
}
