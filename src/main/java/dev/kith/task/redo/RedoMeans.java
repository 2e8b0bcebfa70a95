package dev.kith.task.redo;

import dev.kith.audit.AuditSettings;
import dev.kith.model.AgentId;
import dev.kith.registry.Directory;
import dev.kith.store.Copies;
import dev.kith.task.court.Convictions;
import dev.kith.task.reach.Trades;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What computing again stands on; everything here is safe from any thread.
 *
 * @param deadline how long the task of a document that is made anew may take
 * @param mendInterval how often documents are looked for of which no copy has everything
 */
public record RedoMeans(
        AgentId self,
        Directory directory,
        Copies copies,
        Trades trades,
        Convictions convictions,
        InstantSource clock,
        Duration deadline,
        Duration mendInterval,
        AuditSettings.Memory settings) {}
