package dev.kith.peers;

/** LanceDB, in process. */
public final class LanceDb extends NodeVectors {
    /** For the service loader. */
    public LanceDb() {
        super("lancedb", "@lancedb/lancedb", false);
    }
}
