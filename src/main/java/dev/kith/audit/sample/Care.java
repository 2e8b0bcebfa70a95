package dev.kith.audit.sample;

/** How much depends on a collection's vectors being right. */
public enum Care {
    ORDINARY,
    CRITICAL
}
