/**
 * Made-up agents for simulations; the door is {@link dev.kith.cli.bench.people.People}.
 *
 * <p>Roof: part of {@code cli}.
 */
@NullMarked
package dev.kith.cli.bench.people;

import org.jspecify.annotations.NullMarked;
