/**
 * What keeps strangers out of the agents' conversation: mutual TLS 1.3 in which both sides show a
 * certificate of the one network authority.
 *
 * <p>{@link dev.kith.identity.tls.AgentTls} makes the engines, {@link
 * dev.kith.identity.tls.AgentSslEngineProvider} hands them to Pekko's Artery.
 *
 * <p>Floor 1, with {@code identity}.
 */
@NullMarked
package dev.kith.identity.tls;

import org.jspecify.annotations.NullMarked;
