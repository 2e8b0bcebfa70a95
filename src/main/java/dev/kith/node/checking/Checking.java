package dev.kith.node.checking;

import dev.kith.audit.AuditSettings;
import dev.kith.model.AgentId;
import dev.kith.node.lasting.Credentials;
import dev.kith.placement.work.Homes;
import dev.kith.registry.Directory;
import dev.kith.reputation.live.LiveTrust;
import dev.kith.store.Copies;
import dev.kith.task.TaskSettings;
import dev.kith.task.check.CheckMeans;
import dev.kith.task.check.Checks;
import dev.kith.task.check.Inspector;
import dev.kith.task.court.Convictions;
import dev.kith.task.court.CourtMeans;
import dev.kith.task.court.KeptFile;
import dev.kith.task.court.Tribunal;
import dev.kith.task.reach.Trades;
import dev.kith.task.redo.Mender;
import dev.kith.task.redo.RedoMeans;
import dev.kith.task.redo.Sweeper;
import dev.kith.task.verify.OwnModel;
import dev.kith.wire.board.Board;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** What one agent does so that wrong vectors are found and their authors are known. */
public final class Checking {
    private static final String EVIDENCE = "evidence.json";
    private static final String DOCKET = "accusations.json";
    private static final String STANDINGS = "checks.json";

    private final Parts parts;
    private final Convictions convictions = new Convictions();

    /**
     * What it is made of.
     *
     * @param homes where the shards of embedders stand
     * @param task how long a document that is computed again may take, and how often such are
     *     looked for
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
            TaskSettings task,
            AuditSettings settings) {}

    public Checking(Parts parts) {
        this.parts = parts;
    }

    /** Who is proven to compute wrong vectors; nobody until {@link #start}. */
    public Convictions convictions() {
        return convictions;
    }

    /** A card's own word does not make a member: whoever was not called yet does not count. */
    private Map<AgentId, String> members() {
        return parts.directory()
                .owners((address, agent) ->
                        agent.equals(parts.credentials().self())
                                || parts.credentials()
                                        .tls()
                                        .reached(address)
                                        .filter(agent::equals)
                                        .isPresent());
    }

    private KeptFile kept(String name, Executor disk, String without) {
        return new KeptFile(parts.credentials().folder().path().resolve(name), disk, without);
    }

    /**
     * Starts hearing evidence and checking; what tasks ask before they store.
     *
     * @param disk what writing files may hold up
     */
    public Checks start(ActorRef<Board.Command> board, LiveTrust trust, Executor disk) {
        var credentials = parts.credentials();
        var tribunal =
                parts.system()
                        .systemActorOf(
                                Tribunal.create(
                                        new CourtMeans(
                                                credentials.self(),
                                                parts.directory(),
                                                this::members,
                                                parts.own(),
                                                credentials::verifies,
                                                convictions,
                                                board,
                                                kept(
                                                        EVIDENCE,
                                                        disk,
                                                        "what others keep of it is believed"),
                                                kept(
                                                        DOCKET,
                                                        disk,
                                                        "what was accused without reason is"
                                                                + " looked at anew"),
                                                parts.clock(),
                                                parts.settings())),
                                "tribunal",
                                Props.empty());
        var means =
                new CheckMeans(
                        credentials.self(),
                        credentials.envelopes(),
                        new CheckMeans.Reach(
                                parts.trades(), parts.directory(), parts.homes(), parts.copies()),
                        credentials::verifies,
                        parts.own(),
                        new CheckMeans.People(
                                trust,
                                trust,
                                (opening, certain) ->
                                        tribunal.tell(new Tribunal.Accuse(opening, certain))),
                        parts.clock(),
                        new SecureRandom(),
                        kept(
                                STANDINGS,
                                disk,
                                "all other agents are newcomers again, and checked as such"),
                        parts.settings());
        RedoMeans redo = redo();
        parts.system().systemActorOf(Sweeper.create(redo), "sweeper", Props.empty());
        parts.system().systemActorOf(Mender.create(redo), "mender", Props.empty());
        var inspector =
                parts.system().systemActorOf(Inspector.create(means), "inspector", Props.empty());
        return Inspector.door(inspector, means);
    }

    private RedoMeans redo() {
        return new RedoMeans(
                parts.credentials().self(),
                parts.directory(),
                parts.copies(),
                parts.trades(),
                convictions,
                parts.clock(),
                parts.task().intake().deadline(),
                parts.task().mendInterval(),
                parts.settings().memory());
    }
}
