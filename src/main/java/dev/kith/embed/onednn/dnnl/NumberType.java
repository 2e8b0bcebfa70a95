package dev.kith.embed.onednn.dnnl;

/** How a number is stored; {@code dnnl_data_type_t}. */
public enum NumberType {
    /** 32-bit IEEE 754. */
    FLOAT32(3, Float.BYTES),
    /** The upper half of a 32-bit IEEE 754 number. */
    BFLOAT16(2, Short.BYTES);

    final int code;
    private final int bytes;

    NumberType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** Bytes of one. */
    public int bytes() {
        return bytes;
    }
}
