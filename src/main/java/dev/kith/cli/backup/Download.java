package dev.kith.cli.backup;

import dev.kith.api.backup.BackupCheck;
import dev.kith.api.backup.BackupLine;
import dev.kith.api.backup.DamagedBackupException;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Reply;
import dev.kith.cli.terminal.Progress;
import dev.kith.cli.terminal.Units;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One backup on its way from an agent, checked while it comes. */
final class Download {
    private static final Duration SILENCE_MAX = Duration.ofSeconds(150);
    static final int MISSING_KEPT = 50;

    private final AgentClient client;
    private final Target target;
    private final Progress progress;
    private final List<BackupLine.Missing> missing = new ArrayList<>();
    private BackupCheck check = new BackupCheck();
    private LineCutter cutter = new LineCutter(this::line);
    private volatile @Nullable Exception stopped;
    private long bytes;
    private long documents;
    private long expected;

    Download(AgentClient client, Target target, Progress progress) {
        this.client = client;
        this.target = target;
        this.progress = progress;
    }

    /**
     * Takes it all in, from another agent where one breaks off.
     *
     * @param agents how many may be asked
     * @return its last line
     */
    BackupLine.End run(int agents) {
        for (int tried = 1; ; tried++) {
            try {
                Reply reply = client.bytes("/v1/backup", this::take, SILENCE_MAX);
                reply.orFail();
                cutter.finish();
                BackupLine.End end = check.finish();
                finish();
                return end;
            } catch (DamagedBackupException e) {
                throw incomplete(e);
            } catch (IOException | IllegalStateException e) {
                failWhereStopped();
                if (tried >= agents || !again()) throw brokeOff(e);
            }
        }
    }

    /** All has come: what is wrong from here on is wrong on this machine, and no agent's fault. */
    private void finish() {
        try {
            target.finish();
        } catch (IOException e) {
            stopped = e;
            failWhereStopped();
        }
    }

    private void failWhereStopped() {
        Exception why = stopped;
        if (why instanceof DamagedBackupException damaged) throw incomplete(damaged);
        if (why == null) return;
        throw new CommandFailed(
                ExitCode.FAILED,
                "the backup cannot be written: "
                        + why.getMessage()
                        + ". Make room, or name a file elsewhere",
                why);
    }

    private CommandFailed brokeOff(Exception cause) {
        return new CommandFailed(
                ExitCode.NO_AGENT,
                "the agent at "
                        + client.agent()
                        + " broke off ("
                        + cause
                        + "): run the command again, or name another with --agent",
                cause);
    }

    /** Documents that could not be read, the first of them. */
    List<BackupLine.Missing> missing() {
        return List.copyOf(missing);
    }

    private boolean again() {
        client.next();
        check = new BackupCheck();
        cutter = new LineCutter(this::line);
        missing.clear();
        bytes = 0;
        documents = 0;
        try {
            return target.startOver();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(byte[] piece) {
        try {
            cutter.feed(piece, piece.length);
            target.write(piece);
        } catch (DamagedBackupException | IOException e) {
            stopped = e;
            throw new IllegalStateException(e);
        }
        bytes += piece.length;
        double seconds = Math.max(0.001, progress.elapsed().toMillis() / 1000.0);
        String text =
                Units.count(documents, "document")
                        + ", "
                        + Units.bytes(bytes)
                        + ", "
                        + Units.bytes(Math.round(bytes / seconds))
                        + "/s";
        if (expected > 0) progress.show((double) documents / expected, text);
        else progress.show(text);
    }

    private void line(byte[] line) throws DamagedBackupException {
        switch (check.next(line)) {
            case BackupLine.Begin begin -> expected = begin.documents();
            case BackupLine.Whole _ -> documents++;
            case BackupLine.Missing lost -> {
                if (missing.size() < MISSING_KEPT) missing.add(lost);
            }
            case BackupLine.Document _, BackupLine.Text _, BackupLine.Passages _ -> {}
            case BackupLine.Withdrawn _, BackupLine.Failed _, BackupLine.End _ -> {}
        }
    }

    private static CommandFailed incomplete(DamagedBackupException cause) {
        return new CommandFailed(
                ExitCode.FAILED,
                "no backup was made: "
                        + cause.what()
                        + ". See `kith status`, then run the command again",
                cause);
    }
}
