/**
 * What an agent says of itself and of the others, and what it hears.
 *
 * <p>{@link dev.kith.node.notice.Notices} is the door: it joins the board of signed records to the
 * two that write on it and read from it, the registrar and the bookkeeper of ratings. {@code
 * Bulletin} says when the registrar must not wait.
 *
 * <p>Roof, with {@code node}.
 */
@NullMarked
package dev.kith.node.notice;

import org.jspecify.annotations.NullMarked;
