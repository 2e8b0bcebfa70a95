package dev.kith.cli.explain;

import dev.kith.api.explain.TaskExplanation;
import dev.kith.api.explain.TaskExplanation.Considered;
import dev.kith.api.explain.TaskExplanation.EmbeddedBatch;
import dev.kith.api.explain.TaskExplanation.TaskTry;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.client.Reply;
import dev.kith.cli.terminal.Table;
import dev.kith.cli.terminal.Table.Column;
import dev.kith.cli.terminal.Units;
import dev.kith.cli.terminal.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kith explain task}: who did its work, and why not another. */
@Command(
        name = "task",
        description = {
            "Show who did a task's work, whom it asked, and who could do such work now.",
            "Whom it asked it forgets soon after its end; who embedded what is stored for good."
        })
final class ExplainTask implements Callable<Integer> {
    private final Globals globals;

    @Parameters(paramLabel = "TASK", description = "The task's id, as `kith tasks` shows it.")
    private String id = "";

    ExplainTask(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        try (AgentClient client = globals.client()) {
            Reply reply = client.get(AgentClient.path("v1", "tasks", id, "explain")).orFail();
            if (globals.json()) globals.print(reply.body().strip());
            else describe(reply.as(TaskExplanation.class));
        }
        return ExitCode.DONE.number();
    }

    private void describe(TaskExplanation told) {
        var task = told.task();
        globals.print("task " + task.id() + " of " + Words.shorten(task.document(), 60));
        globals.print("state  " + task.state() + task.waiting().map(why -> ": " + why).orElse(""));
        task.reason().ifPresent(why -> globals.print("why    " + Words.flat(Reply.text(why))));
        done(told.done());
        if (!told.tries().isEmpty()) {
            globals.print("");
            tries(told.tries()).lines(globals.style()).forEach(globals::print);
        }
        globals.print("");
        Candidates.table(told.candidates()).lines(globals.style()).forEach(globals::print);
        globals.print("");
        told.notes().forEach(note -> globals.print(globals.style().dim(note)));
    }

    private void done(List<EmbeddedBatch> done) {
        Map<String, Integer> batches = new LinkedHashMap<>();
        Map<String, Integer> passages = new LinkedHashMap<>();
        for (EmbeddedBatch batch : done) {
            batches.merge(batch.name(), 1, Integer::sum);
            passages.merge(batch.name(), batch.passages(), Integer::sum);
        }
        batches.forEach((name, count) ->
                globals.print(
                        "done   %s by %s (%s)"
                                .formatted(
                                        count == 1 ? "1 batch" : count + " batches",
                                        name,
                                        Units.count(passages.getOrDefault(name, 0), "passage"))));
    }

    private static Table tries(List<TaskTry> tries) {
        Table table =
                new Table(
                        List.of(
                                Column.left("WORK"),
                                Column.left("PIECE"),
                                Column.right("SALT"),
                                Column.left("ASKED"),
                                Column.left("END"),
                                Column.right("TIME"),
                                Column.left("WHY"),
                                Column.left("AMONG (REPUTATION, LOAD)")));
        for (TaskTry tried : tries) {
            table.row(
                    tried.trade(),
                    tried.segment() + tried.batch().map(batch -> "/" + batch).orElse(""),
                    Units.count(tried.salt()),
                    tried.name(),
                    tried.end(),
                    tried.end().equals("asked")
                            ? "-"
                            : Units.time(Duration.ofMillis(tried.millis())),
                    why(tried),
                    tried.candidates().stream()
                            .map(ExplainTask::considered)
                            .collect(Collectors.joining("; ")));
        }
        return table;
    }

    private static String considered(Considered one) {
        return "%s %s, %s"
                .formatted(one.name(), Units.decimal(one.score(), 2), Units.decimal(one.load(), 2));
    }

    private static String why(TaskTry tried) {
        var why = new ArrayList<String>();
        tried.because().ifPresent(why::add);
        tried.detail().ifPresent(detail -> why.add(Words.flat(detail)));
        if (tried.explored()) why.add("little is known of it yet");
        return String.join("; ", why);
    }
}
