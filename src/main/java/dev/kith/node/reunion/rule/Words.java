package dev.kith.node.reunion.rule;

import java.util.List;
import java.util.stream.Collectors;

/** What is said to people about why an agent stays where it is, or begins anew. */
final class Words {
    private Words() {}

    static String unreached(Part part, Seat seat) {
        return "there is a part of the network with "
                + part.members().size()
                + " agents, but "
                + seat.address()
                + " of it does not answer here; this agent stays apart until it does; check the"
                + " firewall and the link between the two";
    }

    static String tooOften(int times, long millis) {
        return "a heavier part of the network is back, but this agent has changed parts "
                + times
                + " times lately; it stays in its own for "
                + millis / 1000
                + " s more; is a cable or a radio link failing?";
    }

    static String stuck(Part best, Neighbours neighbours) {
        String parts =
                best.members().stream()
                        .map(seat -> neighbours.at(seat.address()))
                        .map(n -> n.address + " says it is with " + n.part().addresses())
                        .collect(Collectors.joining(", "));
        return "a heavier part of the network has been heard for a minute and more, but it does not"
                + " come to rest or does not agree: "
                + parts
                + "; if this goes on, start this agent again";
    }

    static String nobody(List<String> away) {
        return "nobody is heard, and nobody answers at "
                + String.join(", ", away)
                + "; if they should be on, look at their machines and at the network";
    }

    static String unheard(String address) {
        return address
                + " answers, but nothing of it is heard; if that stays so, the connections of this"
                + " agent hang, and it restarts its part in the network";
    }

    static String allHang(String address) {
        return address
                + " answers, but nothing that this agent and the others call to each other arrives;"
                + " its connections hang";
    }

    static String oneHangs(String address) {
        return "it hears "
                + address
                + ", which does not hear it, though others do; its connection there hangs";
    }
}
