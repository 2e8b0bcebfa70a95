package dev.kith.gateway;

import dev.kith.registry.Directory;
import dev.kith.reputation.Trust;
import dev.kith.reputation.karma.Contributions;
import dev.kith.store.Copies;
import dev.kith.task.Intake;
import dev.kith.task.Restorer;
import dev.kith.task.Searcher;
import dev.kith.task.Tasks;
import dev.kith.task.Verifier;
import java.time.InstantSource;

/**
 * The doors of the floors below that HTTP leads to.
 *
 * @param clock measures how long a search took and gives errors their ids
 */
public record GatewayDoors(
        Intake intake,
        Restorer restorer,
        Tasks tasks,
        Searcher searcher,
        Verifier verifier,
        Copies copies,
        Directory directory,
        Trust trust,
        Contributions contributions,
        NetworkFacts facts,
        InstantSource clock) {}
