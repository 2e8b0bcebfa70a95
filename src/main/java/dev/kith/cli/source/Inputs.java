package dev.kith.cli.source;

import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the files behind the words of the command line, in the order of their names. */
final class Inputs {
    private static final Pattern GLOB = Pattern.compile(".*[*?\\[{].*");

    private Inputs() {}

    /** Takes files, with the folder that their ids are relative to. */
    interface Visitor {
        /**
         * A file to read.
         *
         * @param named whether the person named this very file
         */
        void file(Path root, Path file, boolean named);

        /** A folder that cannot be read. */
        void unreadable(Path folder, IOException why);
    }

    /**
     * Walks one word: a file, a folder (all below it but what is hidden), or a pattern.
     *
     * @throws CommandFailed where there is nothing
     */
    static void walk(String word, Visitor visitor) {
        Path path = Path.of(word);
        if (Files.isDirectory(path)) {
            folder(path, path, visitor);
        } else if (Files.exists(path)) {
            Path parent = path.toAbsolutePath().getParent();
            visitor.file(parent == null ? path : parent, path.toAbsolutePath(), true);
        } else if (GLOB.matcher(word).matches()) {
            glob(word, visitor);
        } else {
            throw new CommandFailed(ExitCode.NOT_FOUND, "there is no file or folder " + word);
        }
    }

    private static void glob(String word, Visitor visitor) {
        Path root = Path.of(word.startsWith("/") ? "/" : "");
        Path rest = Path.of(word);
        List<String> fixed = new ArrayList<>();
        for (Path part : rest) {
            if (GLOB.matcher(part.toString()).matches()) break;
            fixed.add(part.toString());
        }
        for (String part : fixed) root = root.resolve(part);
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + word);
        boolean[] any = {false};
        Visitor matching =
                new Visitor() {
                    @Override
                    public void file(Path base, Path file, boolean named) {
                        if (!matcher.matches(file)) return;
                        any[0] = true;
                        visitor.file(base, file, true);
                    }

                    @Override
                    public void unreadable(Path folder, IOException why) {
                        visitor.unreadable(folder, why);
                    }
                };
        folder(root, root, matching);
        if (!any[0]) throw new CommandFailed(ExitCode.NOT_FOUND, "no file matches " + word);
    }

    private static void folder(Path root, Path folder, Visitor visitor) {
        List<Path> inside;
        try (Stream<Path> list = Files.list(folder)) {
            inside = list.sorted().toList();
        } catch (IOException e) {
            visitor.unreadable(folder, e);
            return;
        }
        for (Path path : inside) {
            if (String.valueOf(path.getFileName()).startsWith(".")) continue;
            if (Files.isDirectory(path)) {
                if (!Files.isSymbolicLink(path)) folder(root, path, visitor);
            } else if (Files.isRegularFile(path)) {
                visitor.file(root, path, false);
            }
        }
    }
}
