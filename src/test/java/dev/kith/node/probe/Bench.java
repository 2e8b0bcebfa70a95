package dev.kith.node.probe;

import com.typesafe.config.ConfigFactory;
import dev.kith.audit.AuditSettings;
import dev.kith.audit.compare.NumericClass;
import dev.kith.embed.Embedder;
import dev.kith.embed.EmbedderSettings;
import dev.kith.embed.EmbeddingModel;
import dev.kith.embed.EmbeddingPool;
import dev.kith.embed.Regard;
import dev.kith.embed.profile.ModelTokenizer;
import dev.kith.identity.AgentKeys;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.ContentId;
import dev.kith.model.ModelIdentity;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import dev.kith.registry.StillDirectory;
import dev.kith.reputation.Notebook;
import dev.kith.reputation.karma.KarmaSettings;
import dev.kith.vector.UnitVector;
import dev.kith.wire.Envelopes;
import dev.kith.wire.board.BoardCast;
import dev.kith.wire.envelope.EnvelopeSettings;
import dev.kith.wire.envelope.SignedEnvelopes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Agents with small models, for the examiner. */
final class Bench {
    static final String MODEL = "abcdefghijklmnop";
    static final Card.Offer FULL =
            new Card.Offer("", Set.of(Capability.EMBED), 0, Optional.of("full"), Optional.empty());

    private Bench() {}

    /** A directory of these entries. */
    record Members(AgentId self, List<Entry> agents, List<String> byAge)
            implements StillDirectory {}

    static Directory members(Directory.Entry self, Directory.Entry... others) {
        List<Directory.Entry> all = new ArrayList<>(List.of(others));
        all.add(self);
        List<String> byAge =
                all.stream()
                        .sorted(Comparator.comparingLong(e -> e.card().orElseThrow().started()))
                        .map(Directory.Entry::address)
                        .toList();
        return new Members(self.card().orElseThrow().agent(), all, byAge);
    }

    /** The same directory, but so long have they been members, the eldest first. */
    static Directory aged(Directory directory, Directory.Entry... eldestFirst) {
        return new Members(
                directory.self(),
                directory.agents(),
                Arrays.stream(eldestFirst).map(Directory.Entry::address).toList());
    }

    static Directory.Entry self(int number, long started) {
        return entry(card(number, started, FULL), "up", true, false);
    }

    static Directory.Entry other(int number, long started) {
        return entry(card(number, started, FULL), "up", false, false);
    }

    static Directory.Entry entry(Card card, String status, boolean self, boolean quarantined) {
        return new Directory.Entry(
                "127.0.0.1:" + card.started(),
                status,
                EnumSet.of(Capability.EMBED),
                self,
                quarantined,
                Optional.of(card));
    }

    static Card card(int number, long started, Card.Offer offer) {
        return new Card(
                BoardCast.agent(number).id(),
                "agent " + number,
                offer,
                Optional.of("small"),
                Optional.of(MODEL),
                Optional.of("none"),
                Optional.empty(),
                "0.1.0",
                started,
                started,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Card.Scrub.NONE,
                new Card.Vitals(1, 1, 1, 0, 1, 0, 0, 0, Card.Situation.UNKNOWN));
    }

    static Envelopes envelopes(int number) {
        return new SignedEnvelopes(
                new SignedEnvelopes.Setting(
                        "n1",
                        BoardCast.agent(number),
                        AgentKeys::verify,
                        InstantSource.system(),
                        new SecureRandom()),
                EnvelopeSettings.from(
                        ConfigFactory.parseResources("kith/wire.conf")
                                .resolve()
                                .getConfig("kith.wire")));
    }

    static EmbedderSettings settings() {
        return EmbedderSettings.from(
                ConfigFactory.parseString("kith.embed.probing.interval = 50ms")
                        .withFallback(ConfigFactory.parseResources("kith/embed.conf"))
                        .resolve()
                        .getConfig("kith.embed"));
    }

    static Examiner.Setup setup(int number, Directory directory, Small model, ModelGate gate) {
        return new Examiner.Setup(
                BoardCast.agent(number).id(),
                directory,
                envelopes(number),
                pool(model),
                NumericClass.FULL,
                AuditSettings.shipped().tolerances(),
                settings().probing(),
                gate);
    }

    /** The embedder of an elder. */
    static Embedder.Trade trade(int number, Small model) {
        return new Embedder.Trade(
                BoardCast.agent(number).id(),
                envelopes(number),
                pool(model),
                new Regard(
                        BoardCast.agent(number).id(),
                        new Notebook(),
                        KarmaSettings.from(
                                ConfigFactory.load("application").getConfig("kith.karma")),
                        InstantSource.system()),
                _ -> "not looked at",
                InstantSource.system(),
                settings(),
                Optional::empty);
    }

    private static EmbeddingPool pool(Small model) {
        return EmbeddingPool.start(
                model,
                1,
                64,
                Thread.ofPlatform().daemon().name("probe-test-", 0).factory(),
                InstantSource.system());
    }

    /** A model of three components; {@code twist} makes it another for texts of a length. */
    static final class Small implements EmbeddingModel {
        private static final ModelIdentity IDENTITY =
                new ModelIdentity(
                        "small",
                        ContentId.of("model"),
                        ContentId.of("tokenizer"),
                        "full",
                        "mean",
                        "",
                        "",
                        512,
                        3);
        private final int twistFrom;
        private final AtomicInteger runs = new AtomicInteger();

        /** Gives other vectors for texts of at least so many chars. */
        Small(int twistFrom) {
            this.twistFrom = twistFrom;
        }

        int runs() {
            return runs.get();
        }

        @Override
        public ModelIdentity identity() {
            return IDENTITY;
        }

        @Override
        public UnitVector passage(String text) {
            return query(text);
        }

        @Override
        public UnitVector query(String text) {
            runs.incrementAndGet();
            return UnitVector.of(1, text.length() / 1000f, text.length() >= twistFrom ? 0.5f : 0);
        }

        @Override
        public String engine() {
            return "none";
        }

        @Override
        public String instructions() {
            return "none";
        }

        @Override
        public ModelTokenizer tokenizer() {
            throw new UnsupportedOperationException("no tokenizer here");
        }

        @Override
        public void close() {}
    }

    static Duration patience() {
        return Duration.ofSeconds(20);
    }
}
