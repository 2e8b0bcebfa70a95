/**
 * Which engine runs a model here.
 *
 * <p>{@link dev.kith.embed.engine.Engines} is the door: it opens a model on the engine that the
 * settings name, or on the fastest one that gives this model's vectors on this machine. {@link
 * dev.kith.embed.engine.SelfTest} looks whether it does; {@link dev.kith.embed.engine.Trials}
 * remembers where looking ended the process.
 */
@NullMarked
package dev.kith.embed.engine;

import org.jspecify.annotations.NullMarked;
