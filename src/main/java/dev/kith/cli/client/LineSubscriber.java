package dev.kith.cli.client;

import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes lines one by one, asking for the next when one is dealt with. */
final class LineSubscriber implements Subscriber<String> {
    private final Consumer<String> eachLine;
    private @Nullable Subscription subscription;

    LineSubscriber(Consumer<String> eachLine) {
        this.eachLine = eachLine;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(String line) {
        eachLine.accept(line);
        if (subscription != null) subscription.request(1);
    }

    /** The exchange itself fails with the same; nothing is lost by not keeping it. */
    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
}
