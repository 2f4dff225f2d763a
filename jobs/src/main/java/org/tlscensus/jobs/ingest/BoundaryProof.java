package org.tlscensus.jobs.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.analysis.CaptureSplit;
import org.tlscensus.core.analysis.SplitProof;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.jobs.plan.IngestPlan;
import org.tlscensus.jobs.plan.PlannedSplit;

/** Proves the record boundaries that splits found by content, file by file. */
final class BoundaryProof {
    private BoundaryProof() {}

    /**
     * The splits that began elsewhere than their predecessors ended, as they are to be done again.
     *
     * @param splits in order of site and number
     * @param told what each split tells of the file it begins in
     */
    static List<PlannedSplit> wrong(List<PlannedSplit> splits, Map<SplitId, CapturePart> told) {
        List<PlannedSplit> wrong = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= splits.size(); end++) {
            if (end == splits.size() || !isSameFile(splits.get(start), splits.get(end))) {
                wrongOfFile(splits.subList(start, end), told, wrong);
                start = end;
            }
        }
        return wrong;
    }

    private static boolean isSameFile(PlannedSplit one, PlannedSplit other) {
        return one.site().equals(other.site()) && one.capture() == other.capture();
    }

    private static void wrongOfFile(
            List<PlannedSplit> splits, Map<SplitId, CapturePart> told, List<PlannedSplit> wrong) {
        List<CaptureSplit> read = new ArrayList<>();
        List<CapturePart> parts = new ArrayList<>();
        Map<Long, PlannedSplit> byNumber = new HashMap<>();
        for (PlannedSplit split : splits) {
            CapturePart part = told.get(SplitId.of(split));
            if (part == null) {
                throw new IllegalStateException("no totals of " + split);
            }
            read.add(split.split());
            parts.add(part);
            byNumber.put(split.number(), split);
        }
        for (CaptureSplit again : SplitProof.again(read, parts)) {
            wrong.add(byNumber.get(again.number()).beginningAt(again.start(), again.context()));
        }
    }

    /** What each split tells of the file it begins in. */
    static Map<SplitId, CapturePart> bySplit(IngestPlan plan, List<StagedCapture> captures) {
        Map<SplitId, String> files = new HashMap<>();
        for (PlannedSplit split : plan.splits()) {
            files.put(SplitId.of(split), plan.readable().get(split.site()).names(split).get(0));
        }
        Map<SplitId, CapturePart> told = new HashMap<>();
        for (StagedCapture capture : captures) {
            SplitId split = new SplitId(capture.site(), capture.split());
            if (capture.capture().capture().equals(files.get(split))) {
                told.put(split, capture.capture());
            }
        }
        return told;
    }
}
