package dev.kith.task;

import java.time.Duration;

/**
 * How searches are begun; {@code kith.task.search} in the configuration.
 *
 * @param queryVectorsMax query vectors that are remembered
 * @param embedTimeout wait for one embedder to embed the query
 * @param embedTries embedders asked before a search goes on with words alone
 * @param aggregatorsUsed aggregator entities that searches are spread over
 * @param deadlineMax longest a search may take, whatever was asked
 */
public record SearchLimits(
        int queryVectorsMax,
        Duration embedTimeout,
        int embedTries,
        int aggregatorsUsed,
        Duration deadlineMax) {

    public SearchLimits {
        Limits.atLeastOne("search.query-vectors-max", queryVectorsMax);
        Limits.positive("search.embed-timeout", embedTimeout);
        Limits.atLeastOne("search.embed-tries", embedTries);
        Limits.atLeastOne("search.aggregators-used", aggregatorsUsed);
        Limits.positive("search.deadline-max", deadlineMax);
    }
}
