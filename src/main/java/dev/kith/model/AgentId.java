package dev.kith.model;

/**
 * Names one agent: the W3C {@code did:key} of its Ed25519 public key.
 *
 * <p>Source: W3C CCG, "The did:key Method", §3.1.1; base58-btc multibase of the multicodec prefix
 * 0xed01 and 32 key bytes, so every id begins with {@code did:key:z6Mk}.
 *
 * @param did the whole identifier, 56 ASCII characters
 */
public record AgentId(String did) implements Comparable<AgentId> {
    private static final String PREFIX = "did:key:z6Mk";
    private static final int SHORT_CHARS = 8;

    public AgentId {
        if (!did.startsWith(PREFIX) || did.length() < PREFIX.length() + SHORT_CHARS) {
            throw new IllegalArgumentException("not the did:key of an Ed25519 key: " + did);
        }
    }

    /** The first eight characters after {@code z6Mk}: what people see. */
    public String shortForm() {
        return did.substring(PREFIX.length(), PREFIX.length() + SHORT_CHARS);
    }

    @Override
    public int compareTo(AgentId other) {
        return did.compareTo(other.did);
    }
}
