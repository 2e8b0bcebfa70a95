package dev.kith.audit.evidence;

import dev.kith.model.AgentId;
import dev.kith.model.ContentId;
import dev.kith.model.Digests;
import dev.kith.model.Receipt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody shows to prove an agent wrong. It says nothing until a {@link Witness} looked. */
public sealed interface Evidence {

    /** Every kind; append only. */
    enum Kind {
        /** Two signed records of one version. */
        EQUIVOCATION(true),
        /** Two signed results for one input, in a trade whose results are exact. */
        CONFLICTING_RESULTS(true),
        /** A wrong answer to a text that anyone with the model can compute. */
        WRONG_RESULT(true),
        /** A certificate that its issuer may not have issued. */
        FORGED_CERTIFICATE(true),
        /** Others say otherwise: a quorum that lies together could frame the accused. */
        OUTVOTED_RESULT(false),
        /** A receipt passed on in another's name. */
        RECEIPT_FORGERY(false),
        /** Two sets of shares in one round of learning. */
        DOUBLE_VOTE(false);

        private final boolean objective;

        Kind(boolean objective) {
            this.objective = objective;
        }

        /** Whether anyone can check it again alone, so that it counts without a vote. */
        public boolean objective() {
            return objective;
        }
    }

    Kind kind();

    AgentId accused();

    /** Everything it consists of, in any order. */
    List<String> contents();

    /**
     * SHA-256 of the kind and the sorted contents, each with its length: the same proof, one id.
     */
    default ContentId proofId() {
        MessageDigest digest = Digests.sha256();
        var parts = new ArrayList<>(contents());
        parts.sort(null);
        parts.addFirst(kind().name());
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return ContentId.ofDigest(digest.digest());
    }

    /** Two records, as they were published. */
    record Equivocation(AgentId accused, String one, String other) implements Evidence {
        @Override
        public Kind kind() {
            return Kind.EQUIVOCATION;
        }

        @Override
        public List<String> contents() {
            return List.of(one, other);
        }
    }

    /** Two receipts of one agent for one input. */
    record ConflictingResults(Receipt one, Receipt other) implements Evidence {
        @Override
        public Kind kind() {
            return Kind.CONFLICTING_RESULTS;
        }

        @Override
        public AgentId accused() {
            return one.agent();
        }

        @Override
        public List<String> contents() {
            return List.of(signed(one), signed(other));
        }
    }

    /** A result that is wrong at the place at which it is laid open. */
    record WrongResult(Opening opening) implements Evidence {
        @Override
        public Kind kind() {
            return Kind.WRONG_RESULT;
        }

        @Override
        public AgentId accused() {
            return opening.receipt().agent();
        }

        @Override
        public List<String> contents() {
            return List.of(signed(opening.receipt()), opening.place());
        }
    }

    /**
     * A result that at least three others contradict.
     *
     * @param others their results for the same text
     */
    record OutvotedResult(Opening opening, List<Opening> others) implements Evidence {
        /** Fewest that a quorum takes. */
        static final int OTHERS_MIN = 3;

        public OutvotedResult {
            others = List.copyOf(others);
        }

        @Override
        public Kind kind() {
            return Kind.OUTVOTED_RESULT;
        }

        @Override
        public AgentId accused() {
            return opening.receipt().agent();
        }

        /** Who contradicts. */
        Set<AgentId> quorum() {
            return others.stream().map(o -> o.receipt().agent()).collect(Collectors.toSet());
        }

        @Override
        public List<String> contents() {
            var contents = new ArrayList<String>();
            contents.add(signed(opening.receipt()));
            contents.add(opening.place());
            others.forEach(other -> contents.add(signed(other.receipt())));
            return contents;
        }
    }

    /** Signed statements whose meaning another floor knows. */
    record Statements(Kind kind, AgentId accused, List<String> contents) implements Evidence {
        private static final Set<Kind> KINDS =
                Set.of(Kind.FORGED_CERTIFICATE, Kind.RECEIPT_FORGERY, Kind.DOUBLE_VOTE);

        public Statements {
            contents = List.copyOf(contents);
            if (!KINDS.contains(kind))
                throw new IllegalArgumentException("not by statement: " + kind);
        }
    }

    private static String signed(Receipt receipt) {
        return receipt.signedText() + "\n" + receipt.signature();
    }
}
