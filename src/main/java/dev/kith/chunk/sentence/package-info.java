/**
 * Where sentences begin. {@link dev.kith.chunk.sentence.GuardedSentences} is the door: it asks
 * CoreNLP within a time limit and falls back to the JDK's {@code BreakIterator}, so that no input
 * can hang or fail.
 *
 * <p>Floor 3, inside {@code chunk}; uses nothing of Kith.
 */
@NullMarked
package dev.kith.chunk.sentence;

import org.jspecify.annotations.NullMarked;
