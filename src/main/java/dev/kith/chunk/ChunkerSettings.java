package dev.kith.chunk;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.time.Duration;

/**
 * How text is cut; {@code kith.chunk} in {@code kith/chunk.conf}.
 *
 * @param segmentBytesMax longest segment we make, in bytes of UTF-8
 * @param segmentEscapedBytesMax longest segment we make, in bytes inside an envelope
 * @param requestBytesMax longest segment we accept from others, in bytes of UTF-8
 * @param headingsBytesMax what the headings of one segment may take in a message, in bytes
 * @param documentTokensMax a document of up to this many tokens is one chunk
 * @param chunkTokensTarget tokens that chunks of longer documents are packed to, at most; a heading
 *     may come on top
 * @param chunkTokensMax what the embedding model can take at all, special tokens included
 * @param chunkCharsMax longest chunk in UTF-16 chars, whatever its tokens
 * @param overlapSentencesMax whole sentences that a chunk repeats from the one before, at most
 * @param overlapPercentMax share of the target that the repeated sentences may take, in percent
 * @param segmentTimeMax longest wait for the better sentence splitter, per segment
 * @param inFlightMax segments cut at once on one agent; more are answered OVERLOADED
 * @param strayThreadsMax sentence splitters that may be late at once, beyond {@code inFlightMax}
 */
public record ChunkerSettings(
        int segmentBytesMax,
        int segmentEscapedBytesMax,
        int requestBytesMax,
        int headingsBytesMax,
        int documentTokensMax,
        int chunkTokensTarget,
        int chunkTokensMax,
        int chunkCharsMax,
        int overlapSentencesMax,
        int overlapPercentMax,
        Duration segmentTimeMax,
        int inFlightMax,
        int strayThreadsMax) {

    /** Below this a segment could not hold one character in its worst escaped form. */
    private static final int SEGMENT_BYTES_LEAST = 64;

    /** What a model puts around a text: [CLS] and [SEP], or alike. */
    private static final int SPECIAL_TOKENS = 2;

    public ChunkerSettings {
        atLeast("segment-bytes-max", segmentBytesMax, SEGMENT_BYTES_LEAST);
        atLeast("segment-escaped-bytes-max", segmentEscapedBytesMax, SEGMENT_BYTES_LEAST);
        atLeast("request-bytes-max", requestBytesMax, segmentBytesMax);
        atLeast("headings-bytes-max", headingsBytesMax, 0);
        atLeast("chunk-tokens-target", chunkTokensTarget, 2);
        atLeast("chunk-tokens-max", chunkTokensMax, chunkTokensTarget + SPECIAL_TOKENS);
        atLeast("document-tokens-max", documentTokensMax, 0);
        atLeast("chunk-tokens-max", chunkTokensMax, documentTokensMax + SPECIAL_TOKENS);
        atLeast("chunk-chars-max", chunkCharsMax, 2);
        atLeast("overlap-sentences-max", overlapSentencesMax, 0);
        atLeast("overlap-percent-max", overlapPercentMax, 0);
        atLeast("in-flight-max", inFlightMax, 1);
        atLeast("stray-threads-max", strayThreadsMax, 0);
        if (overlapPercentMax > 90) {
            throw new IllegalArgumentException(
                    "overlap-percent-max must be at most 90: " + overlapPercentMax);
        }
        if (!segmentTimeMax.isPositive()) {
            throw new IllegalArgumentException("segment-time-max must be positive");
        }
    }

    /** What the embedding model can take of a text itself, in tokens. */
    int textTokensMax() {
        return chunkTokensMax - SPECIAL_TOKENS;
    }

    /** Reads the settings from the config at {@code kith.chunk}. */
    public static ChunkerSettings from(Config chunk) {
        return new ChunkerSettings(
                chunk.getInt("segment-bytes-max"),
                chunk.getInt("segment-escaped-bytes-max"),
                chunk.getInt("request-bytes-max"),
                chunk.getInt("headings-bytes-max"),
                chunk.getInt("document-tokens-max"),
                chunk.getInt("chunk-tokens-target"),
                chunk.getInt("chunk-tokens-max"),
                chunk.getInt("chunk-chars-max"),
                chunk.getInt("overlap-sentences-max"),
                chunk.getInt("overlap-percent-max"),
                chunk.getDuration("segment-time-max"),
                chunk.getInt("in-flight-max"),
                chunk.getInt("stray-threads-max"));
    }

    /** The defaults, whatever the environment says. */
    public static ChunkerSettings standard() {
        return from(
                ConfigFactory.parseResources(
                                ChunkerSettings.class.getClassLoader(), "kith/chunk.conf")
                        .resolve(ConfigResolveOptions.noSystem())
                        .getConfig("kith.chunk"));
    }

    private static void atLeast(String key, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(key + " must be at least " + least + ": " + value);
        }
    }
}
