package dev.kith.cli.process;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an agent says on its standard output when it can serve.
 *
 * @param http where it answers
 * @param agent its did
 * @param name what people call it
 */
public record ReadyLine(URI http, String agent, String name) {
    private static final Pattern FORM =
            Pattern.compile("kith ready http=(\\S+) agent=(\\S+) name=(.*)");

    /** The line, where it is this one. */
    static Optional<ReadyLine> parse(String line) {
        Matcher matcher = FORM.matcher(line.strip());
        if (!matcher.matches()) return Optional.empty();
        String address = matcher.group(1);
        String full = address.contains("://") ? address : "http://" + address;
        return Optional.of(
                new ReadyLine(URI.create(full), matcher.group(2), matcher.group(3).strip()));
    }
}
