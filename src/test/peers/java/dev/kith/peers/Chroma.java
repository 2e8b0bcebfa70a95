package dev.kith.peers;

/** Chroma's server, over HTTP. */
public final class Chroma extends NodeVectors {
    /** For the service loader. */
    public Chroma() {
        super("chroma", "chromadb", true);
    }
}
