package dev.kith.wire.envelope;

import dev.kith.identity.AgentKeys;
import dev.kith.model.AgentId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** Agents, a clock under the test's control, and repeatable "random" nonces. */
final class EnvelopeCast {
    /** RFC 8032, §7.1, test 1. */
    static final AgentKeys ANNA =
            keys("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    /** RFC 8032, §7.1, test 2. */
    static final AgentKeys BEN =
            keys("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

    static final String NETWORK = "n1abcdefghijklmnopqrstuvwxyz";
    static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");
    static final EnvelopeSettings LIMITS =
            new EnvelopeSettings(1 << 20, 16, Duration.ofMinutes(5), 1000, 1000);

    private Instant now = START;

    void pass(Duration time) {
        now = now.plus(time);
    }

    SignedEnvelopes of(AgentKeys keys) {
        return of(keys, NETWORK, LIMITS);
    }

    SignedEnvelopes of(AgentKeys keys, String network, EnvelopeSettings limits) {
        return of(keys, network, limits, new Counting());
    }

    /** One that always takes this nonce. */
    SignedEnvelopes of(AgentKeys keys, byte[] nonce) {
        return of(keys, NETWORK, LIMITS, new Fixed(nonce));
    }

    /** One that asks this about signatures. */
    SignedEnvelopes of(AgentKeys keys, SignatureCheck check) {
        return of(keys, NETWORK, LIMITS, new Counting(), check);
    }

    private SignedEnvelopes of(
            AgentKeys keys, String network, EnvelopeSettings limits, SecureRandom random) {
        return of(keys, network, limits, random, AgentKeys::verify);
    }

    private SignedEnvelopes of(
            AgentKeys keys,
            String network,
            EnvelopeSettings limits,
            SecureRandom random,
            SignatureCheck check) {
        var setting = new SignedEnvelopes.Setting(network, signer(keys), check, () -> now, random);
        return new SignedEnvelopes(setting, limits);
    }

    static Signer signer(AgentKeys keys) {
        return new Signer() {
            @Override
            public AgentId id() {
                return keys.id();
            }

            @Override
            public byte[] sign(byte[] message) {
                return keys.sign(message);
            }
        };
    }

    private static AgentKeys keys(String seed) {
        return AgentKeys.ofSeed(HexFormat.of().parseHex(seed));
    }

    /** 0, 1, 2 … big-endian in the last bytes: never the same twice, always the same again. */
    private static final class Counting extends SecureRandom {
        private int next;

        @Override
        public void nextBytes(byte[] bytes) {
            int value = next++;
            for (int i = 0; i < bytes.length; i++) {
                int shift = 8 * (bytes.length - 1 - i);
                bytes[i] = shift < Integer.SIZE ? (byte) (value >>> shift) : 0;
            }
        }
    }

    private static final class Fixed extends SecureRandom {
        private final byte[] value;

        private Fixed(byte[] value) {
            this.value = value.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(value, 0, bytes, 0, bytes.length);
        }
    }
}
