/**
 * The HTTP door of an agent: documents, searches, tasks, agents and events under {@code /v1}.
 *
 * <p>{@link dev.kith.gateway.Gateway} is the door; it is given the doors of the floors below as
 * {@link dev.kith.gateway.GatewayDoors} and binds a server. Each {@code …Routes} class answers one
 * subject; {@code documents} takes documents in; {@code http} is what all of them stand on.
 *
 * <p>Memory stays bounded whatever clients send: bodies are streamed or counted against one budget,
 * and everything that waits has a limit whose overflow is answered 429.
 *
 * <p>Floor 5: may use floors 0 to 4; never {@code dashboard} or anything above.
 */
@NullMarked
package dev.kith.gateway;

import org.jspecify.annotations.NullMarked;
