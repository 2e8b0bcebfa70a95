package dev.kith.identity;

import dev.kith.model.AgentId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * One agent's Ed25519 key pair; safe for use by many threads.
 *
 * <p>Source: RFC 8032, §5.1 (pure Ed25519).
 */
public final class AgentKeys {
    private static final int SIGNATURE_BYTES = Ed25519.SIGNATURE_SIZE;

    private final Ed25519PrivateKeyParameters secret;
    private final byte[] publicKey;
    private final AgentId id;

    private AgentKeys(Ed25519PrivateKeyParameters secret) {
        this.secret = secret;
        this.publicKey = secret.generatePublicKey().getEncoded();
        this.id = DidKey.encode(publicKey);
    }

    /** A new agent. */
    public static AgentKeys generate(SecureRandom random) {
        return new AgentKeys(new Ed25519PrivateKeyParameters(random));
    }

    /**
     * The agent with this RFC 8032 secret key.
     *
     * @param seed 32 bytes
     */
    public static AgentKeys ofSeed(byte[] seed) {
        if (seed.length != Ed25519.SECRET_KEY_SIZE) {
            throw new IllegalArgumentException("seed has " + seed.length + " bytes, not 32");
        }
        return new AgentKeys(new Ed25519PrivateKeyParameters(seed));
    }

    /** The {@code did:key} of the public key. */
    public AgentId id() {
        return id;
    }

    /** The signature over exactly these bytes, 64 bytes; equal bytes give equal signatures. */
    public byte[] sign(byte[] message) {
        byte[] signature = new byte[SIGNATURE_BYTES];
        secret.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
        return signature;
    }

    /**
     * Whether {@code agent} signed exactly these bytes.
     *
     * <p>Strict: 64 bytes, S below the group's order, and a public key in the prime-order group
     * (which refuses the small-order keys that sign anything). An id that is no {@code did:key} has
     * signed nothing.
     */
    public static boolean verify(AgentId agent, byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) return false;
        return checkedKey(agent).filter(key -> verify(key, message, signature)).isPresent();
    }

    /** A key in the prime-order group; empty where the id is none. */
    static Optional<Ed25519.PublicPoint> checkedKey(AgentId agent) {
        try {
            byte[] key = DidKey.decode(agent);
            return Optional.ofNullable(Ed25519.validatePublicKeyFullExport(key, 0));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whether the owner of a checked key signed exactly these bytes. */
    static boolean verify(Ed25519.PublicPoint key, byte[] message, byte[] signature) {
        return Ed25519.verify(signature, 0, key, message, 0, message.length);
    }

    /**
     * The 32 bytes of the agent's public key.
     *
     * @throws IllegalArgumentException if the id is not the {@code did:key} of a usable Ed25519 key
     */
    public static byte[] publicKey(AgentId agent) {
        byte[] key = DidKey.decode(agent);
        if (!Ed25519.validatePublicKeyFull(key, 0)) {
            throw new IllegalArgumentException("not a usable Ed25519 key: " + agent.did());
        }
        return key;
    }

    /** The id of an agent by its 32 public key bytes. */
    public static AgentId idOf(byte[] publicKey) {
        return DidKey.encode(publicKey);
    }

    /** The secret key for JSSE, which knows only the platform's own kind. */
    public PrivateKey javaPrivateKey() {
        try {
            return KeyFactory.getInstance("Ed25519", "SunEC")
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    /**
     * The secret key as PKCS #8 version 1 (RFC 8410 §7). Version 2, which also has the public key,
     * is what Bouncy Castle would write and the JDK refuses.
     */
    byte[] pkcs8() {
        try {
            var algorithm = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
            return new PrivateKeyInfo(algorithm, new DEROctetString(secret.getEncoded()))
                    .getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The 32 bytes of the public key. */
    byte[] publicKey() {
        return publicKey.clone();
    }

    /** For Bouncy Castle's certificate builder. */
    Ed25519PrivateKeyParameters secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "keys of " + id.did();
    }
}
