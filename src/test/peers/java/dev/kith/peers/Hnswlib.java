package dev.kith.peers;

/** hnswlib, in process and in memory. */
public final class Hnswlib extends NodeVectors {
    /** For the service loader. */
    public Hnswlib() {
        super("hnswlib", "hnswlib-node", false);
    }
}
