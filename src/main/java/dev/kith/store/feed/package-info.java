/**
 * Bringing a search index up to the record: change by change, or all anew where the index is
 * missing or damaged.
 *
 * <p>{@link dev.kith.store.feed.IndexPump} is the door: it runs the feed on the index threads and
 * hands out the index once it shows what a search must see.
 *
 * <p>Floor 3, part of {@code store}: uses {@code model} only.
 */
@NullMarked
package dev.kith.store.feed;

import org.jspecify.annotations.NullMarked;
