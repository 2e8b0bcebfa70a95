package dev.kith.wire.envelope;

/** Carries a refusal out of the checks of one envelope; never leaves this package. */
final class RefusedException extends Exception {
    private final Refusal refusal;

    RefusedException(Refusal refusal, String detail) {
        super(detail, null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
