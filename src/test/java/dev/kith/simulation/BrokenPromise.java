package dev.kith.simulation;

/**
 * A promise that did not hold.
 *
 * @param promise its name
 * @param detail what was seen
 */
record BrokenPromise(String promise, String detail) {}
