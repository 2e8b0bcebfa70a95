package dev.kith.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a further benchmark adds to {@code kith bench trust}. */
public interface Part {
    /** For programs. */
    ObjectNode json();

    /** For people. */
    List<String> lines();

    /** Writes its own files into the folder, which is there. */
    void write(Path folder) throws IOException;
}
