package dev.kith.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.kith.identity.IdentityException;
import dev.kith.node.setting.Configuration;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent as a process.
 *
 * <pre>
 *   java … dev.kith.node.Main [--config FILE]
 *   stdout: kith ready http=127.0.0.1:8484 agent=did:key:z6Mk… name=…
 *   exit:   0 asked to stop, 1 could not go on, 2 cannot start as configured
 * </pre>
 */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int GAVE_UP = 1;
    private static final int CANNOT_START = 2;

    private Main() {}

    /** Starts the agent and stays until it is asked to stop. */
    public static void main(String[] arguments) {
        Agent agent;
        try {
            Config config = Configuration.load(configFile(arguments));
            agent = Agent.start(config, System.getenv());
        } catch (IllegalArgumentException
                | IllegalStateException
                | ConfigException
                | IdentityException e) {
            fail(e);
            return;
        } catch (Exception e) { // also what Pekko throws unchecked and undeclared
            LOG.error("could not start; start it again", e);
            Runtime.getRuntime().halt(GAVE_UP);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(agent), "kith-leave"));
        agent.ready()
                .whenComplete((address, error) -> {
                    if (error == null) {
                        System.out.println(
                                "kith ready http="
                                        + address
                                        + " agent="
                                        + agent.self().did()
                                        + " name="
                                        + agent.name());
                    } else {
                        fail(error);
                    }
                });
        agent.ended()
                .thenAccept(asked -> {
                    if (!asked) giveUp(agent);
                });
    }

    private static void leave(Agent agent) {
        LOG.info("{} is leaving", agent.name());
        agent.stop();
        Runtime.getRuntime().halt(0);
    }

    /** The agent came to an end that nobody asked for; its folder and files are closed. */
    private static void giveUp(Agent agent) {
        LOG.error("{} could not go on; the lines above say why; start it again", agent.name());
        Runtime.getRuntime().halt(GAVE_UP);
    }

    private static Optional<Path> configFile(String[] arguments) {
        if (arguments.length == 0) return Optional.empty();
        if (arguments.length == 2 && arguments[0].equals("--config")) {
            return Optional.of(Path.of(arguments[1]));
        }
        throw new IllegalArgumentException(
                "arguments are none, or --config FILE; settings are given as -Dkith.…=…");
    }

    /** Says in one line what is wrong; the stack goes to the log at debug only. */
    private static void fail(Throwable error) {
        Throwable cause = error;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        LOG.debug("cannot start", error);
        System.err.println("kith: " + cause.getMessage());
        Runtime.getRuntime().halt(CANNOT_START);
    }
}
