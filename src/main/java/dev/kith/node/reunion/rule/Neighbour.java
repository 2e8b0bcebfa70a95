package dev.kith.node.reunion.rule;

/** What an agent knows of one address that it calls to. */
final class Neighbour {
    private static final long NEVER = Long.MIN_VALUE / 2;

    final String address;
    private Seat seat;
    private Part part = Part.NONE;
    private long partSince = NEVER;
    private long theirTime;
    private long heardAt = NEVER;
    private long echoed = NEVER;
    private long granted;
    private boolean reaches;
    private boolean keeps;
    private long deafSince = NEVER;
    private int rank = -1;
    private long rungAt = NEVER;
    private long interval;
    private long lastTime;

    Neighbour(String address, long interval) {
        this.address = address;
        this.seat = new Seat(address, 0);
        this.interval = interval;
    }

    /** Takes in what was heard from here; false where it is older than what is known. */
    boolean take(Bell bell, Seat self, long now) {
        boolean same = bell.from().equals(seat);
        if (same && bell.time() <= theirTime) return false;
        if (!same || !bell.part().equals(part)) partSince = now;
        if (!same) {
            echoed = NEVER;
            granted = 0;
            deafSince = NEVER;
        }
        seat = bell.from();
        part = bell.part();
        theirTime = bell.time();
        rank = bell.rank();
        heardAt = now;
        if (bell.heard().equals(self) && bell.echo() > 0) echoed = Math.max(echoed, bell.echo());
        granted = Math.max(granted, bell.granted());
        reaches = bell.reaches();
        keeps = bell.keeps() && bell.heard().equals(self);
        return true;
    }

    /**
     * Remembers that it is called to now; unanswered, the next time is later.
     *
     * @return the call's time, which is like no earlier one
     */
    long rung(long now, long intervalMax) {
        interval = Math.min(intervalMax, interval + interval / 2 + 1);
        rungAt = now;
        lastTime = Math.max(now, lastTime + 1);
        return lastTime;
    }

    /** It hears us: call as often as is useful. */
    void answered(long look) {
        interval = look;
    }

    boolean due(long now) {
        return now - rungAt >= interval;
    }

    long sinceRung(long now) {
        return now - rungAt;
    }

    /** Whether we hear it and it hears us, both within {@code fresh} milliseconds. */
    boolean confirmed(long now, long fresh) {
        return now - heardAt <= fresh && now - echoed <= fresh;
    }

    boolean heardWithin(long now, long millis) {
        return now - heardAt <= millis;
    }

    /**
     * Notes, when something was heard from it, whether it hears us: within {@code fresh}.
     *
     * @param others whether it is not the link, since others hear it and are heard
     */
    void listens(long now, long fresh, boolean others) {
        if (now - echoed <= fresh || !others) deafSince = NEVER;
        else if (deafSince == NEVER) deafSince = now;
    }

    /** Whether it has not heard us, but others, for {@code patience} while we hear it. */
    boolean deaf(long now, long patience) {
        return deafSince != NEVER && now - deafSince >= patience && heardWithin(now, patience);
    }

    /** Whether it and another member of our part hear each other, as it says. */
    boolean reaches() {
        return reaches;
    }

    /** Whether it has gone on without us: it is in a part, and we are no member of its network. */
    boolean wentOnWithout(Seat self) {
        return !part.none() && !part.has(self) && !keeps;
    }

    Seat seat() {
        return seat;
    }

    Part part() {
        return part;
    }

    long partSince() {
        return partSince;
    }

    /** Time of our last bell that it is known to have heard. */
    long echoed() {
        return echoed;
    }

    /** Time of its last bell, to be echoed. */
    long theirTime() {
        return theirTime;
    }

    /** Time of our last question that it answered with yes. */
    long granted() {
        return granted;
    }

    int rank() {
        return rank;
    }
}
