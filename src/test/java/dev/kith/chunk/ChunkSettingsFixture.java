package dev.kith.chunk;

import com.typesafe.config.ConfigFactory;

/** The settings as they are shipped, and such that differ in one thing. */
final class ChunkSettingsFixture {
    private ChunkSettingsFixture() {}

    static ChunkerSettings shipped() {
        return with("");
    }

    /** Shipped settings with some lines of HOCON on top, keys relative to {@code kith.chunk}. */
    static ChunkerSettings with(String hocon) {
        return ChunkerSettings.from(
                ConfigFactory.parseString(hocon)
                        .withFallback(
                                ConfigFactory.parseResources("kith/chunk.conf")
                                        .resolve()
                                        .getConfig("kith.chunk")));
    }
}
