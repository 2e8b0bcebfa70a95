package dev.kith.task;

import java.time.Duration;

/**
 * How searches are begun; {@code kith.task.search} in the configuration.
 *
 * @param queryVectorsMax query vectors that are remembered
 * @param embedTimeout wait for one embedder to embed the query
 * @param embedTries embedders asked before a search goes on with words alone
 * @param aggregatorsUsed aggregator entities that searches are spread over
 * @param aggregatorsAsked aggregators asked for one search at the most
 * @param aggregatePatience how long one may be silent before the next is asked too
 * @param deadlineMax longest a search may take, whatever was asked
 */
public record SearchLimits(
        int queryVectorsMax,
        Duration embedTimeout,
        int embedTries,
        int aggregatorsUsed,
        int aggregatorsAsked,
        Duration aggregatePatience,
        Duration deadlineMax) {

    public SearchLimits {
        Limits.atLeastOne("search.query-vectors-max", queryVectorsMax);
        Limits.positive("search.embed-timeout", embedTimeout);
        Limits.atLeastOne("search.embed-tries", embedTries);
        Limits.atLeastOne("search.aggregators-used", aggregatorsUsed);
        Limits.atLeastOne("search.aggregators-asked", aggregatorsAsked);
        Limits.positive("search.aggregate-patience", aggregatePatience);
        Limits.positive("search.deadline-max", deadlineMax);
    }
}
