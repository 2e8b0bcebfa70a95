package dev.kith.node.parting;

import dev.kith.node.reunion.rule.ReunionSettings;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.DowningProvider;
import scala.Option;
import scala.concurrent.duration.Duration;
import scala.concurrent.duration.FiniteDuration;

/** What {@code pekko.cluster.downing-provider-class} names: a part goes on without the others. */
public final class PartingProvider extends DowningProvider {
    private final ActorSystem system;

    /** Pekko makes it by this constructor. */
    public PartingProvider(ActorSystem system) {
        this.system = system;
    }

    /** None: entities are idempotent and records converge, so nobody waits for the others' end. */
    @Override
    public FiniteDuration downRemovalMargin() {
        return Duration.create(0, TimeUnit.MILLISECONDS);
    }

    @Override
    public Option<Props> downingActorProps() {
        var settings = ReunionSettings.from(system.settings().config().getConfig("kith.reunion"));
        return Option.apply(PartingActor.props(settings.stableAfter()));
    }
}
