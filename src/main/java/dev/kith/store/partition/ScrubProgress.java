package dev.kith.store.partition;

/**
 * How far the scrubber is; kept over restarts.
 *
 * @param next where it goes on, in hexadecimal; empty before the first entry
 * @param begun when this pass began, milliseconds since 1970; 0 before the first
 * @param ended when the last pass ended; 0 before the first
 * @param damaged documents that were found damaged or incomplete, ever
 * @param erasable since when deleted bytes were seen to lie in the files; 0 for none
 * @param company when this copy was level with another last; 0 for never
 */
public record ScrubProgress(
        String next, long begun, long ended, long damaged, long erasable, long company) {
    /** Before the first pass. */
    public static final ScrubProgress NONE = new ScrubProgress("", 0, 0, 0, 0, 0);

    ScrubProgress withDamage(int documents) {
        return new ScrubProgress(next, begun, ended, damaged + documents, erasable, company);
    }

    /** A pass begins. */
    public ScrubProgress beginning(long now) {
        return new ScrubProgress("", now, ended, damaged, erasable, company);
    }

    /** It goes on there. */
    public ScrubProgress at(String place) {
        return new ScrubProgress(place, begun, ended, damaged, erasable, company);
    }

    /** A pass ended. */
    public ScrubProgress ending(long now) {
        return new ScrubProgress("", begun, now, damaged, erasable, company);
    }

    /** Deleted bytes lie in the files since then; 0 for none. */
    public ScrubProgress erasableSince(long since) {
        return new ScrubProgress(next, begun, ended, damaged, since, company);
    }

    /** Was level with another then. */
    public ScrubProgress inCompany(long now) {
        return new ScrubProgress(next, begun, ended, damaged, erasable, now);
    }
}
