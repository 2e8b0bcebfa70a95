package dev.kith.identity.tls;

import dev.kith.identity.Admission;
import dev.kith.identity.AgentCertificate;
import dev.kith.identity.AgentKeys;
import dev.kith.identity.IdentitySettings;
import dev.kith.identity.Membership;
import dev.kith.identity.NetworkAuthority;
import dev.kith.model.AgentId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/**
 * Networks, agents and strangers for the tests of TLS; every network has an authority of its own.
 */
public final class TlsCast {
    static final SecureRandom RANDOM = new SecureRandom();

    private static final IdentitySettings SETTINGS =
            new IdentitySettings(Duration.ofDays(3650), Duration.ofDays(90), 16);

    private final Path temporary;
    private int folders;

    /** In a folder for all that it makes. */
    public TlsCast(Path temporary) {
        this.temporary = temporary;
    }

    /** One that can act in a network. */
    public record Actor(AgentKeys keys, Membership membership) {
        AgentId id() {
            return keys.id();
        }

        AgentCertificate certificate() {
            return membership.certificate();
        }

        public AgentTls tls() {
            return new AgentTls(keys, membership, RANDOM);
        }

        /** Shows this agent's certificate but signs with another's key. */
        AgentTls withKeysOf(Actor other) {
            return new AgentTls(other.keys, membership, RANDOM);
        }
    }

    /** A network with its authority. */
    public final class Network {
        private final NetworkAuthority authority;

        private Network(String name) {
            authority = admission(InstantSource.system()).found(folder(), name);
        }

        /** An agent that is admitted today. */
        public Actor agent(int seed, String host) {
            return agent(seed, host, Instant.now());
        }

        Actor agent(int seed, String host, Instant admitted) {
            var keys = keys(seed);
            var membership =
                    admission(InstantSource.fixed(admitted))
                            .admit(authority, keys.id(), List.of(host), folder());
            return new Actor(keys, membership);
        }
    }

    /** A network with an authority of its own. */
    public Network network(String name) {
        return new Network(name);
    }

    private Path folder() {
        folders++;
        return temporary.resolve("f" + folders);
    }

    private static Admission admission(InstantSource clock) {
        return new Admission(SETTINGS, clock, RANDOM);
    }

    static AgentKeys keys(int seed) {
        byte[] secret = new byte[32];
        new Random(seed).nextBytes(secret);
        return AgentKeys.ofSeed(secret);
    }
}
