package dev.kith.node.setting;

import com.typesafe.config.Config;

/**
 * What all agents of a network have in common; {@code kith.network}.
 *
 * @param name what people call it
 * @param authority folder of the authority's key and certificate; empty for none
 * @param create whether to make the authority where the folder has none
 * @param partitions slices that all documents are in, 1 to 256
 * @param copies copies wanted of every partition, 1 to 9
 */
public record NetworkSettings(
        String name, String authority, boolean create, int partitions, int copies) {
    private static final int PARTITIONS_MAX = 256;
    private static final int COPIES_MAX = 9;

    public NetworkSettings {
        if (name.isBlank()) throw new IllegalArgumentException("kith.network.name is empty");
        if (partitions < 1 || partitions > PARTITIONS_MAX) {
            throw new IllegalArgumentException(
                    "kith.network.partitions is " + partitions + "; choose 1 to 256");
        }
        if (copies < 1 || copies > COPIES_MAX) {
            throw new IllegalArgumentException(
                    "kith.network.copies is " + copies + "; choose 1 to 9");
        }
    }

    /** Reads the settings from the config at {@code kith.network}. */
    public static NetworkSettings from(Config network) {
        return new NetworkSettings(
                network.getString("name"),
                network.getString("authority"),
                network.getBoolean("create"),
                network.getInt("partitions"),
                network.getInt("copies"));
    }
}
