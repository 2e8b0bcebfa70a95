package dev.kith.store.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.jspecify.annotations.Nullable;

/**
 * Merges as another policy does, but when a merge is forced it joins the small segments: the
 * smallest, up to the last that is not much larger than all below it together.
 *
 * <p>A search looks every word up in every segment of every partition, so many small segments cost
 * more than what is in them. Joined are only segments of like size, so a passage is written anew
 * about as often as the number of passages can be divided by {@link #RATIO}; and never so many that
 * a graph is built, which takes long (source: the same rule as O'Neil et al., "The log-structured
 * merge-tree", Acta Informatica 33, 1996).
 */
final class TidyMerges extends FilterMergePolicy {
    private static final int RATIO = 3;

    private final int passagesMax;

    /**
     * A policy.
     *
     * @param other what is merged while passages come and go
     * @param passagesMax most that one joined segment holds
     */
    TidyMerges(MergePolicy other, int passagesMax) {
        super(other);
        this.passagesMax = passagesMax;
    }

    @Override
    public @Nullable MergeSpecification findForcedMerges(
            SegmentInfos infos,
            int segmentsMax,
            Map<SegmentCommitInfo, Boolean> wanted,
            MergeContext context)
            throws IOException {
        List<SegmentCommitInfo> small = small(infos, context);
        if (small.size() < 2) return null;
        var merges = new MergeSpecification();
        merges.add(new OneMerge(small));
        return merges;
    }

    private List<SegmentCommitInfo> small(SegmentInfos infos, MergeContext context)
            throws IOException {
        record Sized(SegmentCommitInfo info, int passages) {}
        var sized = new ArrayList<Sized>();
        for (SegmentCommitInfo info : infos) {
            if (context.getMergingSegments().contains(info)) continue;
            sized.add(new Sized(info, info.info.maxDoc() - context.numDeletesToMerge(info)));
        }
        sized.sort(Comparator.comparingInt(Sized::passages));
        int take = 0;
        long below = 0;
        for (int i = 0; i < sized.size(); i++) {
            int passages = sized.get(i).passages();
            if (below + passages > passagesMax) break;
            if (passages <= RATIO * below) take = i + 1;
            below += passages;
        }
        return sized.subList(0, take).stream().map(Sized::info).toList();
    }
}
