package dev.kith.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, which picocli does not write. */
final class FishCompletion {
    private FishCompletion() {}

    static String script(CommandLine root) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, CommandLine> entry : root.getSubcommands().entrySet()) {
            CommandSpec command = entry.getValue().getCommandSpec();
            lines.add(
                    "complete -c kith -f -n __fish_use_subcommand -a "
                            + entry.getKey()
                            + " -d "
                            + quoted(first(command.usageMessage().description())));
            String seen = "'__fish_seen_subcommand_from " + entry.getKey() + "'";
            for (String nested : command.subcommands().keySet()) {
                lines.add("complete -c kith -f -n " + seen + " -a " + nested);
            }
            for (OptionSpec option : command.options()) lines.add(option(seen, option));
        }
        return String.join("\n", lines);
    }

    private static String option(String seen, OptionSpec option) {
        StringBuilder line = new StringBuilder("complete -c kith -n ").append(seen);
        for (String name : option.names()) {
            line.append(
                    name.startsWith("--")
                            ? " -l " + name.substring(2)
                            : " -s " + name.substring(1));
        }
        String value = option.arity().max() > 0 ? " -r" : "";
        return line + value + " -d " + quoted(first(option.description()));
    }

    private static String first(String[] description) {
        return description.length == 0 ? "" : description[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
