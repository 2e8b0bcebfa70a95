package dev.kith.node.checking;

import dev.kith.audit.AuditSettings;
import dev.kith.model.Capability;
import dev.kith.node.lasting.Credentials;
import dev.kith.placement.work.Homes;
import dev.kith.registry.Directory;
import dev.kith.reputation.Trust;
import dev.kith.store.Copies;
import dev.kith.task.check.CheckMeans;
import dev.kith.task.check.Checks;
import dev.kith.task.check.Inspector;
import dev.kith.task.court.Convictions;
import dev.kith.task.court.EvidenceFile;
import dev.kith.task.court.Tribunal;
import dev.kith.task.reach.Trades;
import dev.kith.task.redo.RedoMeans;
import dev.kith.task.redo.Sweeper;
import dev.kith.task.verify.OwnModel;
import dev.kith.wire.board.Board;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** What one agent does so that wrong vectors are found and their authors are known. */
public final class Checking {
    private static final String EVIDENCE = "evidence.json";

    private final Parts parts;
    private final Convictions convictions = new Convictions();

    /**
     * What it is made of.
     *
     * @param homes where the shards of embedders stand
     * @param deadline how long the task of a document that is computed again may take
     */
    public record Parts(
            ActorSystem<?> system,
            Credentials credentials,
            OwnModel own,
            Directory directory,
            Copies copies,
            Trades trades,
            Homes homes,
            InstantSource clock,
            Duration deadline,
            AuditSettings settings) {}

    public Checking(Parts parts) {
        this.parts = parts;
    }

    /** Who is proven to compute wrong vectors; nobody until {@link #start}. */
    public Convictions convictions() {
        return convictions;
    }

    /** Starts hearing evidence and checking; what tasks ask before they store. */
    public Checks start(ActorRef<Board.Command> board, Trust trust) {
        var credentials = parts.credentials();
        var tribunal =
                parts.system()
                        .systemActorOf(
                                Tribunal.create(
                                        new Tribunal.Setup(
                                                credentials.self(),
                                                parts.directory(),
                                                parts.own(),
                                                credentials::verifies,
                                                convictions,
                                                board,
                                                new EvidenceFile(
                                                        credentials
                                                                .folder()
                                                                .path()
                                                                .resolve(EVIDENCE)),
                                                parts.clock(),
                                                parts.settings())),
                                "tribunal",
                                Props.empty());
        var means =
                new CheckMeans(
                        credentials.self(),
                        credentials.envelopes(),
                        new CheckMeans.Reach(
                                parts.trades(),
                                parts.directory(),
                                parts.homes(),
                                parts.copies()),
                        credentials::verifies,
                        parts.own(),
                        new CheckMeans.People(
                                agent -> trust.score(agent, Capability.EMBED).integrityBound(),
                                trust::rate,
                                convictions,
                                (opening, certain) ->
                                        tribunal.tell(new Tribunal.Accuse(opening, certain))),
                        parts.clock(),
                        new SecureRandom(),
                        parts.settings());
        parts.system()
                .systemActorOf(
                        Sweeper.create(
                                new RedoMeans(
                                        credentials.self(),
                                        parts.directory(),
                                        parts.copies(),
                                        parts.trades(),
                                        convictions,
                                        parts.clock(),
                                        parts.deadline(),
                                        parts.settings().memory())),
                        "sweeper",
                        Props.empty());
        var inspector =
                parts.system().systemActorOf(Inspector.create(means), "inspector", Props.empty());
        return Inspector.door(inspector, means);
    }
}
