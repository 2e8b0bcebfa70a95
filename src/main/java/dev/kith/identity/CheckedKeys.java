package dev.kith.identity;

import dev.kith.model.AgentId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Checks signatures as {@link AgentKeys#verify} does, and remembers the keys that it has found
 * good: to check a key takes longer than to check a signature. Safe for many threads.
 */
public final class CheckedKeys {
    private final Map<AgentId, Ed25519.PublicPoint> good;

    /**
     * Nothing is known yet.
     *
     * @param keysMax most keys that are remembered; then the one longest unused is forgotten
     */
    public CheckedKeys(int keysMax) {
        if (keysMax < 1) throw new IllegalArgumentException("keysMax: " + keysMax);
        this.good =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(
                            Map.Entry<AgentId, Ed25519.PublicPoint> eldest) {
                        return size() > keysMax;
                    }
                };
    }

    /** Whether {@code agent} signed exactly these bytes; see {@link AgentKeys#verify}. */
    public boolean verify(AgentId agent, byte[] message, byte[] signature) {
        if (signature.length != Ed25519.SIGNATURE_SIZE) return false;
        return key(agent).filter(key -> AgentKeys.verify(key, message, signature)).isPresent();
    }

    private Optional<Ed25519.PublicPoint> key(AgentId agent) {
        synchronized (good) {
            Ed25519.PublicPoint known = good.get(agent);
            if (known != null) return Optional.of(known);
        }
        Optional<Ed25519.PublicPoint> checked = AgentKeys.checkedKey(agent);
        if (checked.isPresent()) {
            synchronized (good) {
                good.put(agent, checked.get());
            }
        }
        return checked;
    }
}
