package dev.kith.task;

import java.time.Duration;

/**
 * How searches are begun; {@code kith.task.search} in the configuration.
 *
 * @param queryVectorsMax query vectors that are remembered
 * @param embedTimeout wait for the query's vector, before a search goes on with words alone
 * @param embedPatience how long an embedder may be silent before the next is asked too
 * @param embeddersAsked embedders asked for one query at the most
 * @param aggregatorsAsked agents asked to gather one search at the most
 * @param aggregatePatience how long one may be silent before the next is asked too
 * @param deadlineMax longest a search may take, whatever was asked
 */
public record SearchLimits(
        int queryVectorsMax,
        Duration embedTimeout,
        Duration embedPatience,
        int embeddersAsked,
        int aggregatorsAsked,
        Duration aggregatePatience,
        Duration deadlineMax) {

    public SearchLimits {
        Limits.atLeastOne("search.query-vectors-max", queryVectorsMax);
        Limits.positive("search.embed-timeout", embedTimeout);
        Limits.positive("search.embed-patience", embedPatience);
        Limits.atLeastOne("search.embedders-asked", embeddersAsked);
        Limits.atLeastOne("search.aggregators-asked", aggregatorsAsked);
        Limits.positive("search.aggregate-patience", aggregatePatience);
        Limits.positive("search.deadline-max", deadlineMax);
    }
}
