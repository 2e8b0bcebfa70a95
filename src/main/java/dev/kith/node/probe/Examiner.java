package dev.kith.node.probe;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.compare.NumericClass;
import dev.kith.embed.Embedder;
import dev.kith.embed.EmbedderSettings;
import dev.kith.embed.EmbeddingPool;
import dev.kith.embed.probe.Probe;
import dev.kith.model.AgentId;
import dev.kith.registry.Directory;
import dev.kith.vector.UnitVector;
import dev.kith.wire.Answer;
import dev.kith.wire.Envelopes;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import dev.kith.wire.VectorizeRequest;
import dev.kith.wire.VectorizeResult;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.jspecify.annotations.Nullable;

/**
 * Compares this agent's model with that of its elders and works the {@link ModelGate}.
 *
 * <pre>
 *   every few seconds: elders that were not compared yet? ──► each embeds the probes
 *                                                                  │
 *   more elders differ from us than agree ──► gate shut       ◄────┤
 *   as many agree ──────────────────────────► gate open       ◄────┘
 * </pre>
 *
 * The eldest agent has nobody to ask: its vectors are the network's. The gate is open until
 * somebody differs, for the results of newcomers are checked anyway; and it stays shut when the
 * elders are gone, for the vectors that they left are still there.
 */
public final class Examiner extends AbstractMatchingBehavior<Examiner.Command> {

    /** Everything this actor can receive. */
    public sealed interface Command {}

    private record Look() implements Command {}

    private record Found(Set<ActorRef<Embedder.Command>> embedders) implements Command {}

    /** The own model finished, well or badly: exactly one of the two is null. */
    private record Computed(@Nullable List<UnitVector> vectors, @Nullable Throwable error)
            implements Command {}

    private record Heard(Answer answer) implements Command {}

    /**
     * What it works with.
     *
     * @param self who we are
     * @param numbers machines whose vectors may be compared with ours
     */
    public record Setup(
            AgentId self,
            Directory directory,
            Envelopes envelopes,
            EmbeddingPool pool,
            NumericClass numbers,
            AuditSettings.Tolerances tolerances,
            EmbedderSettings.Probing settings,
            ModelGate gate) {}

    private final Setup setup;
    private final ActorRef<Answer> ear;
    private final Exam exam;
    private final Map<Elder, Optional<String>> findings = new LinkedHashMap<>();
    private Set<ActorRef<Embedder.Command>> embedders = Set.of();
    private Optional<List<UnitVector>> own = Optional.empty();
    private boolean computing;

    private Examiner(ActorContext<Command> context, Setup setup) {
        super(context);
        this.setup = setup;
        this.ear = context.messageAdapter(Answer.class, Heard::new);
        this.exam = Exam.of(setup.tolerances(), setup.numbers());
    }

    /** An examiner of this agent's model. */
    public static Behavior<Command> create(Setup setup) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    timers.startTimerWithFixedDelay(new Look(), setup.settings().interval());
                    var found =
                            context.messageAdapter(
                                    Receptionist.Listing.class,
                                    listing ->
                                            new Found(listing.getServiceInstances(Embedder.KEY)));
                    context.getSystem()
                            .receptionist()
                            .tell(Receptionist.subscribe(Embedder.KEY, found));
                    return new Examiner(context, setup);
                }));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Look _ -> look();
            case Found found -> embedders = found.embedders();
            case Computed computed -> onComputed(computed);
            case Heard heard -> onHeard(heard.answer());
        }
        return this;
    }

    private void look() {
        List<Elder> elders = elders();
        findings.keySet().retainAll(new HashSet<>(elders));
        if (elders.isEmpty()) return;
        if (own.isEmpty()) {
            compute();
            return;
        }
        for (Elder elder : elders) {
            if (!findings.containsKey(elder)) ask(elder);
        }
    }

    private List<Elder> elders() {
        return Elder.of(setup.directory(), setup.settings().eldersMax());
    }

    private void compute() {
        if (computing) return;
        setup.pool()
                .submit(true, Probe.texts())
                .ifPresent(stage -> {
                    computing = true;
                    getContext().pipeToSelf(stage, Computed::new);
                });
    }

    private void onComputed(Computed computed) {
        computing = false;
        switch (computed) {
            case Computed(var vectors, _) when vectors != null -> {
                own = Optional.of(vectors);
                look();
            }
            case Computed(_, var error) ->
                    getContext()
                            .getLog()
                            .warn("the probes could not be embedded; again soon", error);
        }
    }

    private void ask(Elder elder) {
        String name = Embedder.nameAt(elder.agent());
        var request =
                new VectorizeRequest(
                        setup.pool().model().identity().fingerprint(), true, Probe.texts());
        embedders.stream()
                .filter(embedder -> embedder.path().name().equals(name))
                .findFirst()
                .ifPresent(embedder -> {
                    Sealed sealed =
                            setup.envelopes()
                                    .seal(
                                            MessageType.VECTORIZE,
                                            "probe",
                                            Embedder.audience(name),
                                            request);
                    embedder.tell(new Embedder.Embed(elder.agent().did(), sealed, ear));
                });
    }

    private void onHeard(Answer answer) {
        switch (answer) {
            case Answer.Refused(var part, _, var failure) ->
                    getContext().getLog().debug("{} embeds no probes: {}", part, failure.detail());
            case Answer.Done(_, var sealed) -> onDone(sealed);
        }
    }

    private void onDone(Sealed sealed) {
        switch (setup.envelopes()
                .open(sealed, MessageType.RESULT, setup.self().did(), VectorizeResult.class)) {
            case Opened.Rejected<VectorizeResult>(var failure) ->
                    getContext().getLog().debug("an answer to probes: {}", failure.detail());
            case Opened.Accepted<VectorizeResult>(var sender, _, _, var result) ->
                    elders().stream()
                            .filter(elder -> elder.agent().equals(sender))
                            .findFirst()
                            .ifPresent(elder -> compare(elder, result));
        }
    }

    private void compare(Elder elder, VectorizeResult result) {
        if (own.isEmpty()) return;
        try {
            List<UnitVector> others =
                    result.vectors().stream().map(UnitVector::fromBase64).toList();
            if (others.size() != Probe.values().length) return;
            findings.put(elder, exam.difference(own.get(), others, elder.name()));
        } catch (IllegalArgumentException e) {
            getContext().getLog().debug("{} answered no vectors", elder.name(), e);
            return;
        }
        judge();
    }

    private void judge() {
        List<String> differences = findings.values().stream().flatMap(Optional::stream).toList();
        int agreeing = findings.size() - differences.size();
        if (differences.size() > agreeing) {
            shut(differences.getFirst());
        } else if (setup.gate().set(Optional.empty())) {
            getContext().getLog().info("this agent's vectors are the network's: it embeds again");
        }
    }

    private void shut(String why) {
        if (!setup.gate().set(Optional.of(why))) return;
        getContext()
                .getLog()
                .error(
                        "this agent embeds nothing: {}; compare kith.embed and the model's files"
                                + " with the other agents', and start it again",
                        why);
    }
}
