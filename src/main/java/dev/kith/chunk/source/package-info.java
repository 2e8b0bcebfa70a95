/**
 * Source texts: plain text, Markdown, reStructuredText and HTML in, readable text with headings
 * out. {@link dev.kith.chunk.source.SourceReader} is the door; {@link
 * dev.kith.chunk.source.PlainNormalizer} does the same for plain text that streams.
 *
 * <p>Everything after this, every offset above all, is about the source text and never about what
 * was sent. No input throws, and time is linear in its length.
 *
 * <p>Floor 3, inside {@code chunk}; uses {@code model} only.
 */
@NullMarked
package dev.kith.chunk.source;

import org.jspecify.annotations.NullMarked;
