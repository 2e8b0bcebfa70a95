package dev.kith.audit.compare;

/**
 * Machines whose vectors of one model may be compared: {@code full} precision everywhere, {@code
 * int8} only on one instruction set, because integer kernels saturate differently (with and without
 * VNNI the mean cosine is 0.998, the least 0.964).
 *
 * @param name {@code full}, or {@code int8/} and the instruction set
 */
public record NumericClass(String name) {
    /** Full precision, on any machine. */
    public static final NumericClass FULL = new NumericClass("full");

    public NumericClass {
        if (name.isBlank()) throw new IllegalArgumentException("a numeric class without a name");
    }

    /**
     * The class of a result.
     *
     * @param model the model's own word, {@code full} or {@code int8}
     * @param instructions what the receipt says of the instruction set
     */
    public static NumericClass of(String model, String instructions) {
        return model.equals(FULL.name) ? FULL : new NumericClass(model + "/" + instructions);
    }

    boolean full() {
        return equals(FULL);
    }
}
