package dev.kith.idle;

/**
 * The machine that an agent runs on. Only {@link #read} may take a moment; one thread at a time.
 */
public interface Machine {

    /** What sort of machine it is, as far as it tells. */
    enum Kind {
        /** A desktop, laptop, tablet or mini-PC: it may have a person at it. */
        PERSONAL,
        /** In a rack, or made for it. */
        SERVER,
        /** Made by another machine's software. */
        VIRTUAL,
        /** A part of a machine, whose users and load cannot be seen from inside. */
        CONTAINER,
        /** It does not say. */
        UNKNOWN
    }

    /** What sort it is; does not change. */
    Kind kind();

    /** How it is now; never fails, but may know little. */
    Readings read(Moment now);

    /** A machine of which only the number of processors is known. */
    static Machine unknown(int cores) {
        return new Machine() {
            @Override
            public Kind kind() {
                return Kind.UNKNOWN;
            }

            @Override
            public Readings read(Moment now) {
                return Readings.unknown(cores);
            }
        };
    }
}
