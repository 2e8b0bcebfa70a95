/**
 * How the parts of a split network come together again, and how an agent finds its network when it
 * starts.
 *
 * <p>Agents of different parts have quarantined each other, so Artery drops what they say. It reads
 * it first, though: a {@link dev.kith.node.reunion.rule.Bell} is heard by its own serializer,
 * before the quarantine check, and {@link dev.kith.node.reunion.rule.Lookout} makes of what was
 * heard whom to join, when to begin alone, and when to yield to a heavier part. {@link
 * dev.kith.node.reunion.Reunion} is the actor around it and the door.
 *
 * <p>Roof, with {@code node}.
 */
@NullMarked
package dev.kith.node.reunion;

import org.jspecify.annotations.NullMarked;
