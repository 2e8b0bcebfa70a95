package dev.kith.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One fault, and perhaps another that happens while it lasts.
 *
 * @param meanwhile begins later and is over earlier
 */
record Strike(Fault fault, Optional<Fault> meanwhile) {
    Strike {
        if (meanwhile.isPresent() && !(fault.letsOthers() && meanwhile.get().joinsOthers())) {
            throw new IllegalArgumentException(meanwhile.get() + " cannot join " + fault);
        }
    }

    /** One fault after the other. */
    static List<Strike> each(List<Fault> faults) {
        return faults.stream().map(fault -> new Strike(fault, Optional.empty())).toList();
    }

    /** The same faults, but each that can join another one does, while there is one. */
    static List<Strike> overlapping(List<Fault> faults) {
        var joining = new ArrayList<>(faults.stream().filter(Fault::joinsOthers).toList());
        var strikes = new ArrayList<Strike>();
        for (Fault fault : faults) {
            if (fault.joinsOthers()) continue;
            boolean joined = fault.letsOthers() && !joining.isEmpty();
            Optional<Fault> meanwhile =
                    joined ? Optional.of(joining.removeFirst()) : Optional.empty();
            strikes.add(new Strike(fault, meanwhile));
        }
        strikes.addAll(each(joining));
        return List.copyOf(strikes);
    }

    @Override
    public String toString() {
        return meanwhile.map(other -> other + " while " + fault).orElse(fault.toString());
    }
}
