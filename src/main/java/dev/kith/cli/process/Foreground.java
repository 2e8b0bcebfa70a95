package dev.kith.cli.process;

import dev.kith.cli.terminal.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Runs an agent as if it were this process: its words, signals and exit code pass through. */
final class Foreground {
    private static final int LEAVE_SECONDS = 20;

    private final Console console;
    private final Runnable whenReady;

    /**
     * @param whenReady called once when the agent can serve, on a thread that must not wait
     */
    Foreground(Console console, Runnable whenReady) {
        this.console = console;
        this.whenReady = whenReady;
    }

    /** Runs it to its end; its exit code. */
    int run(List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.INHERIT).start();
        Thread out = copy(process.inputReader(StandardCharsets.UTF_8), console.out(), this::ready);
        Thread err = copy(process.errorReader(StandardCharsets.UTF_8), console.err(), line -> line);
        var ending = new Thread(() -> end(process, List.of(out, err)), "ending the agent");
        Runtime.getRuntime().addShutdownHook(ending);
        int code = await(process);
        join(out);
        join(err);
        return code;
    }

    private static int await(Process process) {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                ask(process);
            }
        }
    }

    /** Asks it to end; what it says about that is still heard, unlike after its own destroy(). */
    private static void ask(Process process) {
        process.toHandle().destroy();
    }

    private static void join(Thread thread) {
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread copy(
            BufferedReader from, PrintStream to, UnaryOperator<String> translation) {
        return Thread.ofVirtual()
                .start(() ->
                        from.lines()
                                .filter(line -> !line.startsWith(AgentFlags.INCUBATOR_WARNING))
                                .map(translation)
                                .forEach(line -> {
                                    to.println(line);
                                    to.flush();
                                }));
    }

    /** For a person, the line for programs with what to do next. */
    private String ready(String line) {
        Optional<ReadyLine> ready = ReadyLine.parse(line);
        if (ready.isPresent()) whenReady.run();
        if (ready.isEmpty() || !console.outTerminal()) return line;
        String http = ready.get().http().toString();
        String agent = http.equals("http://127.0.0.1:8484") ? "" : " --agent " + http;
        return ready.get().name()
                + " is ready at "
                + http
                + "\nIn another window: kith ingest"
                + agent
                + " FOLDER, then kith search"
                + agent
                + " \"…\". Ctrl-C ends it here.";
    }

    /**
     * This process has to end: the agent leaves first, its last words are passed on, and its exit
     * code becomes ours.
     */
    private static void end(Process process, List<Thread> copying) {
        if (!process.isAlive()) return;
        ask(process);
        try {
            if (!process.waitFor(LEAVE_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
            int code = process.waitFor();
            copying.forEach(Foreground::join);
            Runtime.getRuntime().halt(code);
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
