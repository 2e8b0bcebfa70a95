package dev.kith.identity;

import java.security.cert.X509Certificate;

/**
 * An agent's place in a network.
 *
 * @param network id of the network; what every envelope names
 * @param networkName what people call it
 * @param authority the certificate whose holder admits; the only one trusted
 * @param certificate this agent's own
 */
public record Membership(
        String network,
        String networkName,
        X509Certificate authority,
        AgentCertificate certificate) {

    static Membership of(X509Certificate authority, AgentCertificate certificate) {
        return new Membership(
                NetworkAuthority.network(authority),
                NetworkAuthority.name(authority),
                authority,
                certificate);
    }
}
