package dev.kith.cli.bench.trust;

/** Makes of a community's ratings what one peer believes of all others. */
interface TrustMetric {
    /** What an evaluator that knows nothing of a peer believes. */
    double UNKNOWN = 0.5;

    /**
     * The probability, in [0, 1], with which each peer behaves well, as the evaluator believes.
     *
     * @param evaluator number of an honest peer
     */
    double[] trust(int evaluator);
}
