package dev.kith.wire.record;

import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Writes and reads {@link SignedRecords} and {@link Proofs}: format (1 byte, 1), number of records
 * (4, big-endian), then each record's claim and its signature (64).
 *
 * <p>Equal content gives equal bytes. Any bytes can be read: they give a value without what is not
 * valid, or one failure, and never take more memory than a small multiple of their length.
 */
public final class RecordSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 7_418;
    private static final String RECORDS = "R";
    private static final String PROOFS = "P";
    private static final byte FORMAT = 1;
    private static final int HEAD_BYTES = 1 + Integer.BYTES;

    /** Most bytes of one value; no more could be sent. */
    static final int BYTES_MAX = 1 << 20;

    /** Most records of one value: each may have to be verified. */
    static final int RECORDS_MAX = 8192;

    private final ExtendedActorSystem system;

    /** Pekko makes it by this constructor. */
    public RecordSerializer(ExtendedActorSystem system) {
        this.system = system;
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object value) {
        return value instanceof Proofs ? PROOFS : RECORDS;
    }

    @Override
    public byte[] toBinary(Object value) {
        if (value instanceof SignedRecords records) return write(records.records());
        if (value instanceof Proofs proofs) return write(proofs.records());
        throw new IllegalArgumentException("not records: " + value.getClass());
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try {
            return switch (manifest) {
                case RECORDS -> SignedRecords.of(check(), read(bytes));
                case PROOFS -> Proofs.of(check(), proofs(read(bytes)));
                default -> throw new BadRecordException("no such manifest");
            };
        } catch (BadRecordException e) {
            var refused = new NotSerializableException(e.getMessage());
            refused.initCause(e);
            throw refused;
        }
    }

    private RecordCheck check() {
        return RecordCheck.of(system);
    }

    static byte[] write(List<SignedRecord> records) {
        int size = HEAD_BYTES + records.stream().mapToInt(SignedRecord::size).sum();
        var to = ByteBuffer.allocate(size);
        to.put(FORMAT).putInt(records.size());
        for (SignedRecord record : records) record.write(to);
        return to.array();
    }

    static List<SignedRecord> read(byte[] bytes) throws BadRecordException {
        if (bytes.length < HEAD_BYTES || bytes.length > BYTES_MAX) {
            throw new BadRecordException(bytes.length + " bytes");
        }
        var from = ByteBuffer.wrap(bytes);
        byte format = from.get();
        if (format != FORMAT) throw new BadRecordException("format " + format);
        int count = from.getInt();
        if (count < 0 || count > RECORDS_MAX) throw new BadRecordException(count + " records");
        List<SignedRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) records.add(SignedRecord.read(from));
        if (from.hasRemaining()) throw new BadRecordException("there is more after its end");
        return records;
    }

    static List<Proof> proofs(List<SignedRecord> records) throws BadRecordException {
        if (records.size() % 2 != 0) throw new BadRecordException("half a proof");
        List<Proof> proofs = new ArrayList<>();
        for (int i = 0; i < records.size(); i += 2) {
            try {
                proofs.add(new Proof(records.get(i), records.get(i + 1)));
            } catch (IllegalArgumentException e) {
                throw new BadRecordException(e);
            }
        }
        return proofs;
    }
}
