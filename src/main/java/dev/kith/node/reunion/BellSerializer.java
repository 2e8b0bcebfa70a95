package dev.kith.node.reunion;

import com.typesafe.config.ConfigUtil;
import dev.kith.node.reunion.rule.Bell;
import java.io.NotSerializableException;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Reads and writes bells as Jackson's CBOR does, and tells the {@link BellTower} of each that it
 * reads. Artery reads a message before it looks whether its sender is quarantined, and drops it
 * after: so this is where agents of different parts can still hear each other.
 */
public final class BellSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 7_417;

    private final ExtendedActorSystem system;

    /** Pekko makes it by this constructor. */
    public BellSerializer(ExtendedActorSystem system) {
        this.system = system;
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object bell) {
        return Bell.class.getName();
    }

    @Override
    public byte[] toBinary(Object bell) {
        return cbor().toBinary(bell);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        Object read = cbor().fromBinary(bytes, manifest);
        if (!(read instanceof Bell bell)) throw new NotSerializableException(manifest);
        BellTower.of(Adapter.toTyped(system)).heard(bell);
        return bell;
    }

    /** What all other messages between agents are written with. */
    private SerializerWithStringManifest cbor() {
        return (SerializerWithStringManifest)
                SerializationExtension.get(system)
                        .serializerByIdentity()
                        .apply(
                                system.settings()
                                        .config()
                                        .getConfig("pekko.actor.serialization-identifiers")
                                        .getInt(ConfigUtil.joinPath("jackson-cbor")));
    }
}
