package org.tlscensus.jobs.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.analysis.SplitProof;
import org.tlscensus.core.analysis.Unit;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.jobs.plan.IngestPlan;
import org.tlscensus.jobs.plan.PlannedUnit;

/** Proves the record boundaries that splits found by content, file by file. */
final class BoundaryProof {
    private BoundaryProof() {}

    /**
     * The splits that began elsewhere than their predecessors ended, as they are to be done again.
     *
     * @param units in order of site and number
     * @param told what each split tells of the file it begins in
     */
    static List<PlannedUnit> wrong(List<PlannedUnit> units, Map<UnitId, CapturePart> told) {
        List<PlannedUnit> wrong = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= units.size(); end++) {
            if (end == units.size() || !isSameFile(units.get(start), units.get(end))) {
                wrongOfFile(units.subList(start, end), told, wrong);
                start = end;
            }
        }
        return wrong;
    }

    private static boolean isSameFile(PlannedUnit one, PlannedUnit other) {
        return one.site().equals(other.site()) && one.capture() == other.capture();
    }

    private static void wrongOfFile(
            List<PlannedUnit> units, Map<UnitId, CapturePart> told, List<PlannedUnit> wrong) {
        List<Unit> splits = new ArrayList<>();
        List<CapturePart> parts = new ArrayList<>();
        Map<Long, PlannedUnit> byNumber = new HashMap<>();
        for (PlannedUnit unit : units) {
            CapturePart part = told.get(UnitId.of(unit));
            if (part == null) {
                throw new IllegalStateException("no account of " + unit);
            }
            splits.add(unit.unit());
            parts.add(part);
            byNumber.put(unit.number(), unit);
        }
        for (Unit again : SplitProof.again(splits, parts)) {
            wrong.add(byNumber.get(again.number()).beginningAt(again.start(), again.context()));
        }
    }

    /** What each split tells of the file it begins in. */
    static Map<UnitId, CapturePart> byUnit(IngestPlan plan, List<StagedCapture> captures) {
        Map<UnitId, String> files = new HashMap<>();
        for (PlannedUnit unit : plan.units()) {
            files.put(UnitId.of(unit), plan.readable().get(unit.site()).names(unit).get(0));
        }
        Map<UnitId, CapturePart> told = new HashMap<>();
        for (StagedCapture capture : captures) {
            UnitId unit = new UnitId(capture.site(), capture.unit());
            if (capture.capture().capture().equals(files.get(unit))) {
                told.put(unit, capture.capture());
            }
        }
        return told;
    }
}
