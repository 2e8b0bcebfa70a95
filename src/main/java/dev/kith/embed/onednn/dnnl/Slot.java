package dev.kith.embed.onednn.dnnl;

/** What a memory is to a primitive; {@code DNNL_ARG_…}. */
public enum Slot {
    SOURCE(1),
    DESTINATION(17),
    WEIGHTS(33),
    BIAS(41),
    SCALE(51),
    SHIFT(52),
    /** What {@link Extra.Add} adds. */
    ADDED(32768 | 2);

    /** Where a primitive may write as it likes. */
    static final int SCRATCH = 80;

    final int code;

    Slot(int code) {
        this.code = code;
    }
}
