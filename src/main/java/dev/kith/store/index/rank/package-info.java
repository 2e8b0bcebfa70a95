/**
 * The arithmetic of ranking over one state of a Lucene index: words of a text, BM25 with statistics
 * from outside, cosine in full precision, and the best of each, cut off in an order that is the
 * same in every copy.
 *
 * <p>Part of {@code store}, floor 3; knows nothing of the index around it.
 */
@NullMarked
package dev.kith.store.index.rank;

import org.jspecify.annotations.NullMarked;
