package dev.kith.cli;

import dev.kith.cli.client.Surroundings;
import dev.kith.cli.terminal.Terminal;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;

/** What the launcher starts. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Surroundings surroundings =
                new Surroundings(
                        Terminal.console(System.getenv()),
                        System.getenv(),
                        Clock.systemUTC(),
                        time -> LockSupport.parkNanos(time.toNanos()),
                        new SecureRandom());
        int code = Kith.commandLine(surroundings).execute(arguments);
        surroundings.console().out().flush();
        surroundings.console().err().flush();
        System.exit(code);
    }
}
