package dev.kith.gateway.documents;

import dev.kith.task.Intake;

/** A document that has arrived whole and can be put. */
record Arrival(Intake.Description description, String text) {}
