/**
 * What an agent is told: every feature's settings, read and checked before anything starts, and
 * what follows from them for folders and for Pekko.
 *
 * <p>{@link dev.kith.node.setting.Configuration} finds the settings, {@link
 * dev.kith.node.setting.Plan} is all of them, checked.
 *
 * <p>Roof, with {@code node}.
 */
@NullMarked
package dev.kith.node.setting;

import org.jspecify.annotations.NullMarked;
