package dev.kith.wire;

/** Seals what this agent says and opens what it is told: the only door to the signed envelope. */
public interface Envelopes {

    /**
     * Signs a payload for one receiver.
     *
     * @param audience the receiving entity, {@code chunker/<entity id>}, or an agent's did
     * @param payload a record that Jackson writes as JSON without floating-point numbers
     */
    Sealed seal(MessageType type, String taskId, String audience, Object payload);

    /**
     * Checks everything about an envelope before its payload is parsed.
     *
     * @param audience who we are: what the sender had to write
     */
    <T> Opened<T> open(Sealed sealed, MessageType expected, String audience, Class<T> payload);
}
