package dev.kith.aggregate;

import dev.kith.model.Receipt;

/** Checks a receipt's signature against the agent that it names. */
@FunctionalInterface
public interface ReceiptCheck {

    /** Whether {@code receipt.agent()} signed exactly this receipt. */
    boolean good(Receipt receipt);
}
