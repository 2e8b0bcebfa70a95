/**
 * An agent's card in the words of the A2A protocol, for programs that look for agents: {@link
 * dev.kith.gateway.card.CardRoutes} serves it, made from the card that the agent publishes to its
 * network and signed with its key.
 *
 * <p>Floor 5, part of {@code gateway}.
 */
@NullMarked
package dev.kith.gateway.card;

import org.jspecify.annotations.NullMarked;
