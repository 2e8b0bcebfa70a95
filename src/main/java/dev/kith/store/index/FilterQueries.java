package dev.kith.store.index;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** A filter as Lucene asks it of one collection. */
final class FilterQueries {
    private final String collection;

    FilterQueries(String collection) {
        this.collection = collection;
    }

    Query of(Filter filter) {
        return switch (filter) {
            case Filter.All(List<Filter> parts) -> all(parts.stream().map(this::of).toList());
            case Filter.Any(List<Filter> parts) -> any(parts.stream().map(this::of).toList());
            case Filter.Not(Filter part) ->
                    new BooleanQuery.Builder()
                            .add(everything(), Occur.FILTER)
                            .add(of(part), Occur.MUST_NOT)
                            .build();
            case Filter.Exists(String field) -> term(PassageFields.existsTerm(field));
            case Filter.Same(String field, String value) -> same(field, value);
            case Filter.Within within -> within(within);
        };
    }

    /** Every passage of the collection. */
    private Query everything() {
        return new FieldExistsQuery(PassageFields.length(collection));
    }

    private Query same(String field, String value) {
        if (field.equals("title")) {
            List<String> words = FieldValue.words(value);
            if (!words.isEmpty()) {
                return all(words.stream().map(w -> term(PassageFields.titleTerm(w))).toList());
            }
        }
        List<Query> ways = new ArrayList<>();
        ways.add(term(PassageFields.sameTerm(field, value)));
        FieldValue.number(value).ifPresent(n -> ways.add(numbers(field, new Filter.Numbers(n, n))));
        FieldValue.dates(value).ifPresent(dates -> ways.add(dates(field, dates)));
        return any(ways);
    }

    private Query within(Filter.Within within) {
        List<Query> ways = new ArrayList<>();
        within.numbers().ifPresent(numbers -> ways.add(numbers(within.field(), numbers)));
        within.dates().ifPresent(dates -> ways.add(dates(within.field(), dates)));
        return any(ways);
    }

    private Query numbers(String field, Filter.Numbers numbers) {
        return points(
                PassageFields.numbers(collection),
                field,
                NumericUtils.doubleToSortableLong(numbers.first()),
                NumericUtils.doubleToSortableLong(numbers.last()));
    }

    private Query dates(String field, Filter.Dates dates) {
        return points(PassageFields.dates(collection), field, dates.first(), dates.last());
    }

    private static Query points(String points, String field, long first, long last) {
        if (first > last) return any(List.of());
        long hash = PassageFields.hash(field);
        return LongPoint.newRangeQuery(points, new long[] {hash, first}, new long[] {hash, last});
    }

    private Query term(BytesRef term) {
        return new TermQuery(new Term(PassageFields.metadata(collection), term));
    }

    private static Query all(List<Query> parts) {
        return joined(parts, Occur.FILTER);
    }

    /** Nothing at all where there are no parts. */
    private static Query any(List<Query> parts) {
        return joined(parts, Occur.SHOULD);
    }

    private static Query joined(List<Query> parts, Occur occur) {
        var query = new BooleanQuery.Builder();
        parts.forEach(part -> query.add(part, occur));
        return query.build();
    }
}
