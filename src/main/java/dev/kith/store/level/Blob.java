package dev.kith.store.level;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Bytes that travel as they are; compared by content. */
public final class Blob {
    private final byte[] bytes;

    /** Around {@code bytes}, which nobody may change any more. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Blob(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Not to be changed. */
    @JsonValue
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Blob blob && Arrays.equals(bytes, blob.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
