package dev.kith.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.CopyId;
import dev.kith.wire.envelope.PayloadJson;
import dev.kith.wire.record.Claim;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pekko.util.ByteString;

/**
 * A card as the payloads of two records: {@link Profile} in one of kind {@code CAPABILITY}, {@link
 * Pulse} in one of kind {@code VITALS}. JSON without floating-point numbers; whatever an agent may
 * have signed, reading it gives a value or nothing.
 */
final class CardRecords {
    private static final ObjectMapper JSON = PayloadJson.mapper();
    private static final double THOUSAND = 1000;

    /** Load before it was heard. */
    private static final Pulse SILENT =
            new Pulse(
                    0,
                    0,
                    -1000,
                    0,
                    0,
                    Optional.empty(),
                    0,
                    0,
                    List.of(),
                    Machine.of(Card.Situation.UNKNOWN));

    /**
     * What rarely changes.
     *
     * @param agent whose card it is; has to be who signed it
     * @param address where other agents reach it, {@code host:port}
     * @param capabilities as cluster roles; those that this agent does not know are skipped
     * @param doors as {@code p07-r1}
     * @param damaged as {@link Card.Scrub}
     */
    record Profile(
            String agent,
            String address,
            String name,
            String owner,
            List<String> capabilities,
            Optional<String> numbers,
            Optional<String> unfit,
            Optional<String> model,
            Optional<String> modelFingerprint,
            Optional<String> engine,
            Optional<String> http,
            String version,
            long started,
            boolean anchor,
            int cores,
            long memoryMax,
            List<String> doors,
            List<Integer> partitions,
            List<Integer> level,
            long damaged,
            long checked) {
        Profile {
            capabilities = List.copyOf(capabilities);
            doors = List.copyOf(doors);
            partitions = List.copyOf(partitions);
            level = List.copyOf(level);
        }
    }

    /**
     * How the agent is right now.
     *
     * @param clock as in {@link Card}
     * @param load in thousandths; below 0 where unknown
     * @param queue as in {@link Card.Vitals}; older agents do not say
     * @param texts embedded lately, in thousand seconds
     * @param chars chunked lately, in one second
     */
    record Pulse(
            long clock,
            long memoryUsed,
            long load,
            long diskFree,
            int tasks,
            Optional<Integer> queue,
            long texts,
            long chars,
            List<Card.Lag> behind,
            Machine machine) {
        Pulse {
            behind = List.copyOf(behind);
            Objects.requireNonNull(machine);
        }
    }

    private CardRecords() {}

    static Profile profile(Card card, String address) {
        return new Profile(
                card.agent().did(),
                address,
                card.name(),
                card.offer().owner(),
                card.offer().capabilities().stream().map(Capability::role).toList(),
                card.offer().numbers(),
                card.offer().unfit(),
                card.model(),
                card.modelFingerprint(),
                card.engine(),
                card.http(),
                card.version(),
                card.started(),
                card.anchor(),
                card.vitals().cores(),
                card.vitals().memoryMax(),
                card.doors().stream().map(CopyId::toString).toList(),
                card.partitions(),
                card.level(),
                card.scrub().damaged(),
                card.scrub().checked());
    }

    static Pulse pulse(Card card) {
        Card.Vitals vitals = card.vitals();
        return new Pulse(
                card.clock(),
                vitals.memoryUsed(),
                Math.round(vitals.load() * THOUSAND),
                vitals.diskFree(),
                vitals.tasks(),
                Optional.of(vitals.queue()),
                Math.round(vitals.textsPerSecond() * THOUSAND),
                Math.round(card.offer().charsPerSecond()),
                card.behind(),
                Machine.of(vitals.situation()));
    }

    static ByteString write(Record part) {
        try {
            return ByteString.fromArrayUnsafe(JSON.writeValueAsBytes(part));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written: " + part, e);
        }
    }

    /** The profile in this claim, if there is one and it is its author's own. */
    static Optional<Profile> profile(Claim claim) {
        return read(claim, Profile.class)
                .filter(profile -> profile.agent().equals(claim.author().did()));
    }

    /** The pulse in this claim, if there is one. */
    static Optional<Pulse> pulse(Claim claim) {
        return read(claim, Pulse.class);
    }

    private static <T> Optional<T> read(Claim claim, Class<T> type) {
        try {
            return Optional.ofNullable(JSON.readValue(claim.payload().toArray(), type));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** The card that both make up; nothing where what they say cannot be. */
    static Optional<Card> card(Profile profile, Optional<Pulse> heard) {
        Pulse pulse = heard.orElse(SILENT);
        try {
            return Optional.of(
                    new Card(
                            new AgentId(profile.agent()),
                            profile.name(),
                            offer(profile, pulse),
                            profile.model(),
                            profile.modelFingerprint(),
                            profile.engine(),
                            profile.http(),
                            profile.version(),
                            profile.started(),
                            pulse.clock(),
                            profile.anchor(),
                            profile.doors().stream().map(CopyId::parse).toList(),
                            profile.partitions(),
                            profile.level(),
                            pulse.behind(),
                            new Card.Scrub(profile.damaged(), profile.checked()),
                            vitals(profile, pulse)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Card.Offer offer(Profile profile, Pulse pulse) {
        return new Card.Offer(
                profile.owner(),
                Arrays.stream(Capability.values())
                        .filter(known -> profile.capabilities().contains(known.role()))
                        .collect(Collectors.toSet()),
                pulse.chars(),
                profile.numbers(),
                profile.unfit());
    }

    private static Card.Vitals vitals(Profile profile, Pulse pulse) {
        return new Card.Vitals(
                profile.cores(),
                pulse.memoryUsed(),
                profile.memoryMax(),
                pulse.load() < 0 ? -1 : pulse.load() / THOUSAND,
                pulse.diskFree(),
                pulse.tasks(),
                Math.max(0, pulse.queue().orElse(0)),
                pulse.texts() / THOUSAND,
                pulse.machine().situation());
    }
}
