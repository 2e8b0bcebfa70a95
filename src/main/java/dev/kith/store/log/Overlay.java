package dev.kith.store.log;

import java.io.IOException;
import java.util.Optional;

/** A log as it will be once a batch is written; only for getting. */
public record Overlay(RecordLog log, LogBatch batch) implements RecordLog {
    @Override
    public Optional<byte[]> get(byte[] key) throws IOException {
        Optional<Optional<byte[]>> staged = batch.find(key);
        return staged.isPresent() ? staged.get() : log.get(key);
    }

    @Override
    public void write(LogBatch other) {
        throw new UnsupportedOperationException("an overlay is only for getting");
    }

    @Override
    public void scan(byte[] from, byte[] until, Visitor visitor) {
        throw new UnsupportedOperationException("an overlay is only for getting");
    }

    @Override
    public void close() {}
}
