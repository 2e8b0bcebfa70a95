package dev.kith.cli.bench.sharing;

import java.util.List;
import java.util.SplittableRandom;

/** No trust at all: any responder is as good. */
final class Anyone implements Choice {
    @Override
    public int choose(int asker, List<Integer> responders, SplittableRandom random) {
        return responders.get(random.nextInt(responders.size()));
    }

    @Override
    public void rate(int rater, int subject, boolean praise) {
        // nothing is learnt
    }

    @Override
    public void learn() {
        // nothing is learnt
    }
}
