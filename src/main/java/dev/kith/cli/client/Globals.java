package dev.kith.cli.client;

import dev.kith.cli.terminal.Console;
import dev.kith.cli.terminal.Console.ColorChoice;
import dev.kith.cli.terminal.Style;
import dev.kith.model.CollectionName;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has, and what they give. */
public final class Globals {
    /** Where {@code kith up} listens. */
    public static final String AGENT_DEFAULT = "http://127.0.0.1:8484";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Surroundings surroundings;

    @Option(
            names = "--agent",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description =
                    "The agent to ask, default $KITH_AGENT or "
                            + AGENT_DEFAULT
                            + ". Given more than once, the next is asked when one does not answer.")
    private List<String> agents = new ArrayList<>();

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print JSON for programs, as the agent gave it.")
    private boolean json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            converter = ColorWord.class,
            completionCandidates = ColorWord.class,
            description = "auto, always or never; auto heeds NO_COLOR.")
    private ColorChoice color = ColorChoice.AUTO;

    @Option(
            names = {"-C", "--collection"},
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The set of documents to use, default `default`.")
    private @Nullable String collection;

    public Globals(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Reads {@code auto}, {@code always}, {@code never}. */
    static final class ColorWord implements ITypeConverter<ColorChoice>, Iterable<String> {
        @Override
        public ColorChoice convert(String word) {
            return Choice.of(ColorChoice.class, word);
        }

        @Override
        public Iterator<String> iterator() {
            return Choice.words(ColorChoice.class).iterator();
        }
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public Console console() {
        return surroundings.console();
    }

    public boolean json() {
        return json;
    }

    public ColorChoice color() {
        return color;
    }

    public Style style() {
        return console().outStyle(color);
    }

    public Style errStyle() {
        return console().errStyle(color);
    }

    /** The collection that was named, as HTTP wants it. */
    public Optional<String> collection() {
        if (collection == null) return Optional.empty();
        try {
            return Optional.of(new CollectionName(collection).value());
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, e.getMessage() + "", e);
        }
    }

    /** {@code ?collection=…}, or nothing. */
    public String collectionQuery() {
        return collection().map(name -> "?collection=" + AgentClient.escape(name)).orElse("");
    }

    /** Whether an agent was named, on the command line or by KITH_AGENT. */
    public boolean agentNamed() {
        return !agents.isEmpty() || surroundings.environment().containsKey("KITH_AGENT");
    }

    /** The agents to ask, in this order. */
    public List<URI> agents() {
        List<String> named =
                agents.isEmpty()
                        ? List.of(
                                surroundings
                                        .environment()
                                        .getOrDefault("KITH_AGENT", AGENT_DEFAULT)
                                        .split("[, ]+"))
                        : agents;
        return named.stream().map(Globals::address).toList();
    }

    private static URI address(String named) {
        String full = named.contains("://") ? named : "http://" + named;
        String bare = full.endsWith("/") ? full.substring(0, full.length() - 1) : full;
        try {
            URI uri = URI.create(bare);
            if (uri.getHost() != null) return uri;
        } catch (IllegalArgumentException e) {
            throw noAddress(named, e);
        }
        throw noAddress(named, new IllegalArgumentException("no host"));
    }

    private static CommandFailed noAddress(String named, IllegalArgumentException cause) {
        return new CommandFailed(
                ExitCode.WRONG_USAGE,
                "--agent '" + named + "' is not an address such as " + AGENT_DEFAULT,
                cause);
    }

    /** A client of the agents that were named. */
    public AgentClient client() {
        return new AgentClient(agents(), TIMEOUT);
    }

    /** Prints a line of the result. */
    public void print(String line) {
        console().out().println(line);
    }

    /** Prints a note that is not part of the result. */
    public void note(String line) {
        console().err().println(line);
    }
}
