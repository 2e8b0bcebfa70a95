package dev.kith.placement;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Address;
import scala.collection.immutable.IndexedSeq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The shard regions that a coordinator knows, by the addresses of their agents.
 *
 * @param selfAddress {@code host:port} of this agent, whose own region has a local address
 */
public record Regions(String selfAddress) {

    /** Where a region's agent is reached, {@code host:port}. */
    public String address(ActorRef region) {
        Address address = region.path().address();
        return address.hasLocalScope()
                ? selfAddress
                : address.getHost().orElse("") + ":" + address.getPort().orElse(0);
    }

    /** The regions by their agents' addresses. */
    public Map<String, ActorRef> byAddress(Map<ActorRef, IndexedSeq<String>> current) {
        Map<String, ActorRef> regions = new HashMap<>();
        for (ActorRef region : current.keySet()) regions.put(address(region), region);
        return regions;
    }

    /** The shards by their agents' addresses. */
    public Map<String, Set<String>> shards(Map<ActorRef, IndexedSeq<String>> current) {
        Map<String, Set<String>> shards = new HashMap<>();
        current.forEach((region, own) ->
                shards.put(address(region), new HashSet<>(CollectionConverters.asJava(own))));
        return shards;
    }
}
