package dev.kith.cli.eval;

import java.util.List;

/** Means of many queries' scores. */
final class Scoring {
    private Scoring() {}

    /** The mean of each measure; every query counts the same. */
    static SetReport.Scores mean(List<SetReport.Scores> scores) {
        return new SetReport.Scores(
                Metrics.mean(scores.stream().map(SetReport.Scores::ndcgAt10).toList()),
                Metrics.mean(scores.stream().map(SetReport.Scores::recallAt100).toList()),
                Metrics.mean(scores.stream().map(SetReport.Scores::mrr).toList()));
    }
}
