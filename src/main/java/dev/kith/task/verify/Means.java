package dev.kith.task.verify;

import dev.kith.audit.AuditSettings;
import dev.kith.model.Receipt;
import dev.kith.store.Copies;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * What checking stands on.
 *
 * @param signed whether the agent that a receipt names signed it
 * @param own this agent's model
 * @param random draws the sample; safe from any thread
 */
public record Means(
        Copies copies,
        Predicate<Receipt> signed,
        OwnModel own,
        RandomGenerator random,
        AuditSettings settings) {}
