package dev.kith.node.lasting;

import com.typesafe.config.Config;
import dev.kith.identity.Admission;
import dev.kith.identity.AgentKeys;
import dev.kith.identity.CheckedKeys;
import dev.kith.identity.DataFolder;
import dev.kith.identity.IdentitySettings;
import dev.kith.identity.KeyFile;
import dev.kith.identity.Membership;
import dev.kith.identity.tls.AgentTls;
import dev.kith.model.AgentId;
import dev.kith.model.Receipt;
import dev.kith.node.setting.NetworkSettings;
import dev.kith.node.setting.NodeSettings;
import dev.kith.wire.board.Author;
import dev.kith.wire.board.Board;
import dev.kith.wire.board.VersionFile;
import dev.kith.wire.envelope.EnvelopeSettings;
import dev.kith.wire.envelope.ReceiptSeal;
import dev.kith.wire.envelope.SignatureCheck;
import dev.kith.wire.envelope.SignedEnvelopes;
import dev.kith.wire.envelope.Signer;
import dev.kith.wire.record.RecordCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Who this agent is: its locked data folder, its keys, its place in the network, and what follows
 * from them.
 */
public record Credentials(
        DataFolder folder,
        Membership membership,
        Signer signer,
        SignedEnvelopes envelopes,
        ReceiptSeal receipts,
        SignatureCheck check,
        AgentTls tls) {
    private static final String AUTHORITY_CERTIFICATE = "authority.crt";
    private static final String RECORDS = "records";

    /**
     * Opens the data folder and finds or makes all that is needed to join.
     *
     * @param networkClock the time that envelopes bear
     * @throws dev.kith.identity.IdentityException with what to do, if another process has the
     *     folder, a key is damaged or readable by others, or the network has not admitted this
     *     agent
     */
    public static Credentials open(
            Config kith,
            NodeSettings node,
            NetworkSettings network,
            String name,
            Path data,
            InstantSource networkClock) {
        InstantSource clock = InstantSource.system();
        var random = new SecureRandom();
        DataFolder folder = DataFolder.open(data, name, clock);
        AgentKeys keys = KeyFile.loadOrCreate(folder.path().resolve(Admission.KEY), random);
        var identity = IdentitySettings.from(kith.getConfig("identity"));
        var admission = new Admission(identity, clock, random);
        SignatureCheck check = new CheckedKeys(identity.checkedKeysMax())::verify;
        Optional<Path> authority =
                network.authority().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Path.of(network.authority()).toAbsolutePath());
        if (network.create()) found(admission, authority, network.name());
        Membership membership =
                admission.ensure(
                        new Admission.Applicant(
                                folder.path(), keys.id(), List.of(node.host()), authority));
        Signer signer = new KeySigner(keys);
        var envelopes =
                new SignedEnvelopes(
                        new SignedEnvelopes.Setting(
                                membership.network(), signer, check, networkClock, random),
                        EnvelopeSettings.from(kith.getConfig("wire")));
        return new Credentials(
                folder,
                membership,
                signer,
                envelopes,
                new ReceiptSeal(membership.network()),
                check,
                new AgentTls(keys, membership, random));
    }

    public AgentId self() {
        return signer.id();
    }

    /**
     * Decides which signed records of others count.
     *
     * @param recordsMax most that are remembered as checked
     */
    public RecordCheck recordCheck(int recordsMax) {
        return new RecordCheck(membership.network(), check, RecordCheck.Recovery.NONE, recordsMax);
    }

    /** What this agent's board writes with; versions are kept in its data folder. */
    public Board.Setup board(RecordCheck records, InstantSource clock) {
        Path marks = folder.path().resolve(RECORDS);
        return new Board.Setup(
                new Author.Voice(membership.network(), signer, clock),
                records,
                kind -> VersionFile.in(marks, kind));
    }

    /** This agent's signature on a receipt that has none yet. */
    public String sign(Receipt unsigned) {
        var work =
                new ReceiptSeal.Work(
                        unsigned.model(),
                        unsigned.engine(),
                        unsigned.instructions(),
                        unsigned.input(),
                        unsigned.output(),
                        unsigned.time());
        return receipts.sign(signer, work).signature();
    }

    /** Whether the agent that a receipt names has signed it. */
    public boolean verifies(Receipt receipt) {
        return receipts.verify(check, receipt);
    }

    private static void found(Admission admission, Optional<Path> folder, String name) {
        Path place =
                folder.orElseThrow(() ->
                        new IllegalArgumentException(
                                "kith.network.create is true, so kith.network.authority"
                                        + " must name the folder to make it in"));
        if (!Files.exists(place.resolve(AUTHORITY_CERTIFICATE))) {
            admission.found(place, name);
        }
    }

    /** The agent's keys as the envelope's voice. */
    private record KeySigner(AgentKeys keys) implements Signer {
        @Override
        public AgentId id() {
            return keys.id();
        }

        @Override
        public byte[] sign(byte[] message) {
            return keys.sign(message);
        }
    }
}
