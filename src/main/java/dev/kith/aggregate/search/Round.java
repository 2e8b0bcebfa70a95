package dev.kith.aggregate.search;

import dev.kith.model.CopyId;
import dev.kith.wire.PartitionSearch.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One question put to every partition: which copy to ask next, and who answered. Pure; every method
 * that moves it on returns the copies to ask now.
 *
 * <p>A copy that was silent or refused is asked again when all others were asked: what was sent to
 * an agent that has just died is lost, and an agent that has too much to do may soon have less.
 */
final class Round {
    private static final int ASKS_MAX = 3;

    private final Map<Integer, Line> lines = new TreeMap<>();

    /** One partition's copies in the order they are asked. */
    private static final class Line {
        private final List<CopyId> order;
        private final Set<CopyId> silent = new HashSet<>();
        private final Set<CopyId> heard = new HashSet<>();
        private int asked;
        private boolean sure;
        private @Nullable Reply answer;
        private @Nullable CopyId by;

        Line(List<CopyId> order) {
            this.order = order;
        }

        /** One that was not asked yet. */
        Optional<CopyId> next() {
            return asked < order.size() ? again() : Optional.empty();
        }

        /** One that has not answered, asked or not. */
        Optional<CopyId> again() {
            while (asked < ASKS_MAX * order.size()) {
                CopyId copy = order.get(asked++ % order.size());
                if (heard.contains(copy)) continue;
                silent.add(copy);
                return Optional.of(copy);
            }
            return Optional.empty();
        }

        boolean over() {
            boolean exhausted = asked == ASKS_MAX * order.size() && silent.isEmpty();
            return sure || exhausted || heard.size() == order.size();
        }
    }

    /**
     * A round.
     *
     * @param orders for each partition, its copies in the order they are asked
     */
    Round(Map<Integer, List<CopyId>> orders) {
        orders.forEach((partition, order) -> lines.put(partition, new Line(order)));
    }

    /** The first copy of every partition. */
    List<CopyId> begin() {
        return next(lines.values());
    }

    /** Another copy of every partition that has not answered well, or one again. */
    List<CopyId> hedge() {
        return lines.values().stream()
                .filter(line -> !line.sure)
                .flatMap(line -> line.again().stream())
                .toList();
    }

    /**
     * A copy answered; the first that is not behind counts, one that is behind stands in.
     *
     * @param behind whether it may lack something of what was asked for
     */
    List<CopyId> answered(CopyId copy, Reply reply, boolean behind) {
        Line line = lines.get(copy.partition());
        if (line == null) return List.of();
        line.silent.remove(copy);
        line.heard.add(copy);
        if (line.sure) return List.of();
        if (!behind || line.answer == null) {
            line.answer = reply;
            line.by = copy;
        }
        line.sure = !behind;
        return behind ? next(List.of(line)) : List.of();
    }

    /** A copy cannot answer now. */
    List<CopyId> refused(CopyId copy) {
        Line line = lines.get(copy.partition());
        if (line == null) return List.of();
        line.silent.remove(copy);
        return line.sure ? List.of() : next(List.of(line));
    }

    /** Whether waiting longer can bring nothing. */
    boolean over() {
        return lines.values().stream().allMatch(Line::over);
    }

    /** What is known of each partition, by partition; partitions without an answer are missing. */
    List<Reply> answers() {
        var answers = new ArrayList<Reply>();
        for (Line line : lines.values()) if (line.answer != null) answers.add(line.answer);
        return answers;
    }

    /** Whether this partition is asked. */
    boolean asks(int partition) {
        return lines.containsKey(partition);
    }

    /** Partitions that a copy which is not behind answered for. */
    Set<Integer> seen() {
        return lines.entrySet().stream()
                .filter(entry -> entry.getValue().sure)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** For each partition that answered, its copies with the one that did first. */
    Map<Integer, List<CopyId>> ordersByAnswer() {
        var orders = new LinkedHashMap<Integer, List<CopyId>>();
        lines.forEach((partition, line) -> {
            if (line.by == null) return;
            var order = new ArrayList<CopyId>();
            order.add(line.by);
            line.order.stream().filter(copy -> !copy.equals(line.by)).forEach(order::add);
            orders.put(partition, order);
        });
        return orders;
    }

    private static List<CopyId> next(Collection<Line> wanting) {
        return wanting.stream().flatMap(line -> line.next().stream()).toList();
    }
}
