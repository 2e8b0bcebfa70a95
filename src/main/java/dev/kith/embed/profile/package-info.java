/**
 * Which model, from which files: a {@link dev.kith.embed.profile.ModelProfile} becomes {@link
 * dev.kith.embed.profile.ModelFiles} that were checked by their hashes. {@link
 * dev.kith.embed.profile.ModelTokenizer} counts in the model's own tokens and needs no model, so
 * agents that only chunk load nothing else.
 *
 * <p>Part of {@code embed}, floor 3; uses {@code model} only. Nothing here goes to the network.
 */
@NullMarked
package dev.kith.embed.profile;

import org.jspecify.annotations.NullMarked;
