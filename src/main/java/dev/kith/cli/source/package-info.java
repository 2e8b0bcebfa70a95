/**
 * What a person names on the command line, as documents.
 *
 * <p>{@link dev.kith.cli.source.Sources} is the door: it turns files, folders, patterns and lines
 * into {@link dev.kith.cli.source.Item}s, one after the other, in bounded memory; what cannot be a
 * document becomes an item that says why.
 *
 * <p>Roof: part of {@code cli}; uses {@code api}.
 */
@NullMarked
package dev.kith.cli.source;

import org.jspecify.annotations.NullMarked;
