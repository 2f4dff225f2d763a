package org.tlscensus.jobs.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.core.row.CaptureBlock;
import org.tlscensus.jobs.plan.CaptureInfo;
import org.tlscensus.jobs.privacy.FileSeal;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordRun;
import org.tlscensus.jobs.store.TablesFolder;

/**
 * Where in captures the packets of which times are, for {@code census extract}: files of blocks,
 * one an ingest that was asked for it, with the captures that were new to it. They depend on how
 * captures were cut, as no table does.
 */
final class SplitIndex {
    private SplitIndex() {}

    /** The file of a commit, below the tables. */
    static String file(String commit) {
        return TablesFolder.STATE + "/index/blocks_" + commit;
    }

    /**
     * Writes the blocks of captures that can be read from their middle.
     *
     * @param captures those that were read wholly
     * @param told what splits told of them, and of others
     */
    static void write(
            List<CaptureInfo> captures, List<StagedCapture> told, Path file, Configuration hadoop)
            throws IOException {
        Map<List<String>, List<CaptureBlock>> blocks = new HashMap<>();
        for (StagedCapture part : told) {
            blocks.computeIfAbsent(
                            List.of(part.site(), part.capture().capture()),
                            names -> new ArrayList<>())
                    .addAll(part.capture().blocks());
        }
        Map<String, RecordRun> bySite = new TreeMap<>();
        RecordBytes<IndexedCapture> bytes = RecordBytes.of(IndexedCapture.class);
        for (CaptureInfo capture : captures) {
            List<CaptureBlock> of = blocks.get(List.of(capture.site(), capture.name()));
            if (capture.isSplittable() && of != null && of.size() > 1) {
                of.sort(Comparator.comparingLong(CaptureBlock::offset));
                bySite.computeIfAbsent(capture.site(), site -> new RecordRun())
                        .add(bytes.toBytes(new IndexedCapture(capture.name(), of)));
            }
        }
        try (RunFile.Writer out = new RunFile.Writer(file, hadoop, FileSeal.NONE)) {
            for (Map.Entry<String, RecordRun> site : bySite.entrySet()) {
                out.write(
                        new TableRun(RunKind.BLOCKS, site.getKey(), false, site.getValue().take()));
            }
        }
    }

    /** The blocks of captures by site and name; those of which none are known are not there. */
    static Map<List<String>, List<CaptureBlock>> read(
            List<Path> files, Set<List<String>> captures, Configuration hadoop) throws IOException {
        Map<List<String>, List<CaptureBlock>> found = new HashMap<>();
        RecordBytes<IndexedCapture> bytes = RecordBytes.of(IndexedCapture.class);
        for (Path file : files) {
            try (RunFile.Reader runs = RunFile.read(file, hadoop, FileSeal.NONE)) {
                while (runs.hasNext()) {
                    TableRun run = runs.next();
                    RecordRun.Cursor records = run.cursor();
                    while (records.next()) {
                        IndexedCapture capture = bytes.toRecord(records.record());
                        List<String> names = List.of(run.site(), capture.capture());
                        if (captures.contains(names)) {
                            found.put(names, capture.blocks());
                        }
                    }
                }
            }
        }
        return found;
    }
}
