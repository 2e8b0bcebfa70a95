package dev.kith.wire.board;

import java.io.IOException;

/** A number that outlives the process; one for each kind of records that an agent writes. */
public interface VersionMark {

    /** What was kept last; 0 where nothing was. */
    long read();

    /**
     * Keeps this number; returns only once it would survive a loss of power.
     *
     * @throws IOException if it cannot; then the old one is still there
     */
    void write(long mark) throws IOException;
}
