/**
 * Embedding: texts in, unit vectors with a receipt out.
 *
 * <p>{@link dev.kith.embed.Embedder} is the actor and the door for other agents: it checks the
 * sealed request, hands the texts to the agent's one {@link dev.kith.embed.EmbeddingPool}, and
 * answers once. The pool runs an {@link dev.kith.embed.EmbeddingModel} on one thread per predictor,
 * one text at a time, or a few passages together where the engine is faster so; queries go before
 * passages, and none of these are taken on while the agent pauses. When it is busy, a {@link
 * dev.kith.embed.Regard} says what each asker gets of it, by its karma. Which model that is, a
 * {@link dev.kith.embed.profile.ModelProfile} says, and {@link dev.kith.embed.engine.Engines} on
 * what it runs: {@link dev.kith.embed.onnx.OnnxModel} everywhere, {@link
 * dev.kith.embed.onednn.OneDnnModel} where the processor has what it needs.
 *
 * <p>Ending: first close the pool, which lets running texts finish and refuses the rest, then the
 * model. A process that ends in the middle of a run may crash.
 *
 * <p>Floor 3: may use {@code model}, {@code vector}, {@code wire}, {@code registry}, {@code
 * reputation} and {@code idle}; never {@code chunk}, {@code aggregate}, {@code store} or anything
 * above.
 */
@NullMarked
package dev.kith.embed;

import org.jspecify.annotations.NullMarked;
