package dev.kith.model;

import java.util.function.Function;

/** A value, or the failure that stands in its place. */
public sealed interface Outcome<T> {

    /** It went well. */
    record Good<T>(T value) implements Outcome<T> {}

    /** It did not. */
    record Bad<T>(Failure failure) implements Outcome<T> {}

    /** Wraps a value. */
    static <T> Outcome<T> good(T value) {
        return new Good<>(value);
    }

    /** Wraps a failure. */
    static <T> Outcome<T> bad(Failure.Code code, String detail) {
        return new Bad<>(new Failure(code, detail));
    }

    /** The next step's outcome, or this failure. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return switch (this) {
            case Good<T>(var value) -> next.apply(value);
            case Bad<T>(var failure) -> new Bad<>(failure);
        };
    }
}
