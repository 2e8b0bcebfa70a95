package dev.kith.gateway.http;

import dev.kith.api.Problem;
import java.util.function.Function;

/** Something a client sent that could be read, or the problem that it is answered with. */
public sealed interface Checked<T> {

    /** It is as it should be. */
    record Fine<T>(T value) implements Checked<T> {}

    /** It is not. */
    record Wrong<T>(Problem problem) implements Checked<T> {}

    /** Wraps a value. */
    static <T> Checked<T> fine(T value) {
        return new Fine<>(value);
    }

    /** Wraps a problem. */
    static <T> Checked<T> wrong(Problem problem) {
        return new Wrong<>(problem);
    }

    /** The next check's result, or this problem. */
    default <R> Checked<R> then(Function<? super T, Checked<R>> next) {
        return switch (this) {
            case Fine<T>(var value) -> next.apply(value);
            case Wrong<T>(var problem) -> new Wrong<>(problem);
        };
    }
}
