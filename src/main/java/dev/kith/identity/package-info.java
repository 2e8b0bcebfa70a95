/**
 * Who an agent is and whom it lets in: Ed25519 keys, {@code did:key} ids, the data folder's lock,
 * the network authority and the certificates it issues.
 *
 * <p>Doors: {@link dev.kith.identity.DataFolder} makes sure that one process owns the folder,
 * {@link dev.kith.identity.KeyFile} brings the agent's {@link dev.kith.identity.AgentKeys}, {@link
 * dev.kith.identity.Admission} brings its {@link dev.kith.identity.Membership} in a network; with
 * these two {@code identity.tls} secures what agents say to each other. Whatever a person has to
 * mend is an {@link dev.kith.identity.IdentityException} whose message says how.
 *
 * <p>Floor 1: uses {@code model} and {@code file} only; {@code wire} and {@code api} are neighbours
 * and take what they need as functions.
 */
@NullMarked
package dev.kith.identity;

import org.jspecify.annotations.NullMarked;
