/**
 * Going on without those who cannot be reached: Pekko's downing, as Kith wants it.
 *
 * <p>{@link dev.kith.node.parting.PartingProvider} is named in the configuration; {@link
 * dev.kith.node.parting.Parting} is the rule. Every part goes on, however small; nobody removes
 * itself. {@link dev.kith.node.parting.MembersOnly} keeps a part's coordinators from those who are
 * not of it. How parts come together again is {@code node.reunion}'s.
 *
 * <p>Roof, with {@code node}.
 */
@NullMarked
package dev.kith.node.parting;

import org.jspecify.annotations.NullMarked;
