package dev.kith.task.court;

import dev.kith.audit.AuditSettings;
import dev.kith.model.AgentId;
import dev.kith.model.Receipt;
import dev.kith.registry.Directory;
import dev.kith.task.verify.OwnModel;
import dev.kith.wire.board.Board;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What a tribunal works with; everything here is safe from any thread.
 *
 * @param members whose each agent is that is here and has shown its certificate
 * @param signed whether the agent that a receipt names signed it
 * @param board that evidence is pinned to
 * @param file where that is kept
 * @param docket where it is kept what came to nothing
 */
public record CourtMeans(
        AgentId self,
        Directory directory,
        Supplier<Map<AgentId, String>> members,
        OwnModel own,
        Predicate<Receipt> signed,
        Convictions convictions,
        ActorRef<Board.Command> board,
        KeptFile file,
        KeptFile docket,
        InstantSource clock,
        AuditSettings settings) {}
