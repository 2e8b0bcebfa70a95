/**
 * What every route stands on, knowing nothing of documents: requests in ({@code Call}, {@code
 * Query}, {@code Body}), answers out ({@code Answers}, {@code Problems}), and {@code Front}, which
 * guards, routes and turns every mishap into a problem document.
 *
 * <p>Floor 5, below the rest of {@code gateway}; uses {@code model} and {@code api} only.
 */
@NullMarked
package dev.kith.gateway.http;

import org.jspecify.annotations.NullMarked;
