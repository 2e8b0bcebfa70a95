package dev.kith.store.index;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a passage's document must fulfil; read by {@link Filters}. Names and values are folded. */
sealed interface Filter {
    /** Every part holds. */
    record All(List<Filter> parts) implements Filter {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** At least one part holds. */
    record Any(List<Filter> parts) implements Filter {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** The part does not hold; also where the document lacks the field. */
    record Not(Filter part) implements Filter {}

    /** The document has the field. */
    record Exists(String field) implements Filter {}

    /** The field is this text, this number, or a moment within this date. */
    record Same(String field, String value) implements Filter {}

    /** The field is a number or a moment within bounds; at least one of the two is given. */
    record Within(String field, Optional<Numbers> numbers, Optional<Dates> dates)
            implements Filter {}

    /**
     * One end of a range.
     *
     * @param value folded; empty for no bound
     * @param included whether the bound itself is within
     */
    record Bound(Optional<String> value, boolean included) {
        static final Bound NONE = new Bound(Optional.empty(), true);
    }

    /** From the first to the last, both included. */
    record Numbers(double first, double last) {
        /** Empty if a bound is no number. */
        static Optional<Numbers> between(Bound low, Bound high) {
            double first = Double.NEGATIVE_INFINITY;
            double last = Double.POSITIVE_INFINITY;
            if (low.value.isPresent()) {
                OptionalDouble number = FieldValue.number(low.value.get());
                if (number.isEmpty()) return Optional.empty();
                first = low.included ? number.getAsDouble() : Math.nextUp(number.getAsDouble());
            }
            if (high.value.isPresent()) {
                OptionalDouble number = FieldValue.number(high.value.get());
                if (number.isEmpty()) return Optional.empty();
                last = high.included ? number.getAsDouble() : Math.nextDown(number.getAsDouble());
            }
            return Optional.of(new Numbers(first, last));
        }
    }

    /** From the first to the last millisecond since 1970 UTC, both included. */
    record Dates(long first, long last) {
        /** Empty if a bound is no date. */
        static Optional<Dates> between(Bound low, Bound high) {
            long first = Long.MIN_VALUE;
            long last = Long.MAX_VALUE;
            if (low.value.isPresent()) {
                Optional<Dates> date = FieldValue.dates(low.value.get());
                if (date.isEmpty()) return Optional.empty();
                first = low.included ? date.get().first : date.get().last + 1;
            }
            if (high.value.isPresent()) {
                Optional<Dates> date = FieldValue.dates(high.value.get());
                if (date.isEmpty()) return Optional.empty();
                last = high.included ? date.get().last : date.get().first - 1;
            }
            return Optional.of(new Dates(first, last));
        }
    }
}
