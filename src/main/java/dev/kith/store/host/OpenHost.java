package dev.kith.store.host;

import dev.kith.store.scrub.ScrubRun;
import dev.kith.store.scrub.Scrubber;
import dev.kith.store.sync.SyncAnswer;
import dev.kith.store.sync.SyncParts;
import dev.kith.store.sync.SyncQuestion;
import dev.kith.store.sync.Synchronizer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * What a host has once its files are open: its reads, and the actors beside it that keep the copy
 * level with the others, wake what is pending, and read everything again and again.
 */
final class OpenHost {
    private final PartitionHost.Parts parts;
    private final PartitionFiles files;
    private final HostReads reads;
    private final SyncParts sync;
    private final ActorRef<Synchronizer.Command> synchronizer;

    private OpenHost(
            PartitionHost.Parts parts,
            PartitionFiles files,
            SyncParts sync,
            ActorRef<Synchronizer.Command> synchronizer) {
        this.parts = parts;
        this.files = files;
        this.reads = new HostReads(parts, files);
        this.sync = sync;
        this.synchronizer = synchronizer;
    }

    /**
     * Begins to work with files that were just opened.
     *
     * @param context of the host, whose children all of these are
     * @param self where other hosts ask this one
     */
    static OpenHost begin(
            ActorContext<PartitionHost.Command> context,
            PartitionHost.Parts parts,
            PartitionFiles files,
            ActorRef<SyncQuestion> self) {
        parts.signs().observed(files.log().standing().versionTimeMax());
        parts.signs().holes(() -> files.log().standing().holes());
        parts.signs().scrubbed(() -> files.log().upkeep().progress());
        var sync =
                new SyncParts(
                        parts.partition(),
                        parts.setup(),
                        files.log(),
                        files.source(),
                        context.getSelf(),
                        self,
                        parts.budget(),
                        parts.known(),
                        parts.signs()::lacking);
        var synchronizer = context.spawn(Synchronizer.create(sync), "synchronizer");
        context.spawn(
                PendingWaker.create(parts.setup(), files.log(), parts.signs()), "pending-waker");
        context.spawn(scrubber(parts, files), "scrubber");
        return new OpenHost(parts, files, sync, synchronizer);
    }

    private static Behavior<Scrubber.Command> scrubber(
            PartitionHost.Parts parts, PartitionFiles files) {
        return Scrubber.create(
                new ScrubRun.Parts(
                        parts.partition(),
                        parts.setup().settings().upkeep(),
                        files.folder(),
                        files.log(),
                        files.index(),
                        parts.gauge(),
                        parts.setup().clock(),
                        parts.signs()::level),
                parts.setup().executors().disk());
    }

    PartitionFiles files() {
        return files;
    }

    HostReads reads() {
        return reads;
    }

    /** Has the copy compared with the others soon. */
    void compare(String why, boolean lacking) {
        synchronizer.tell(new Synchronizer.Kick(why, lacking));
    }

    /** Says what is held in sum; whoever holds something else is compared with. */
    void tellDigest(SyncQuestion.AskDigest ask) {
        String mine = files.log().standing().digest().text();
        ask.replyTo()
                .tell(
                        new SyncAnswer.DigestIs(
                                parts.agent(),
                                mine,
                                parts.signs().level(),
                                sync.claim().kind(),
                                parts.signs().hasDoors(),
                                files.log().upkeep().progress().company(),
                                sync.self()));
        boolean worth = !mine.equals(ask.digest()) || !parts.signs().compared();
        if (!ask.agent().equals(parts.agent()) && worth) {
            synchronizer.tell(new Synchronizer.Invite(ask.agent(), ask.host()));
        }
    }
}
