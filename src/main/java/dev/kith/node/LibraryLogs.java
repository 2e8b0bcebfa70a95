package dev.kith.node;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Libraries that write to the JDK's own logging, which no configuration file of ours reaches. */
final class LibraryLogs {
    /** Held, because the JDK forgets loggers that nobody holds, and their levels with them. */
    private static final List<Logger> QUIET = List.of(Logger.getLogger("org.apache.lucene"));

    private LibraryLogs() {}

    /** Only what goes wrong: Lucene tells at every start which JVM flags would make it faster. */
    static void quiet() {
        for (Logger logger : QUIET) logger.setLevel(Level.SEVERE);
    }
}
