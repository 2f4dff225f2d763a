package org.tlscensus.jobs.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.Type;
import org.tlscensus.jobs.schema.Column;
import org.tlscensus.jobs.schema.Table;

/**
 * Takes in tables of versions that kept no snapshots: of what lies in their folders, the files that
 * are called as ours, lie where ours do and have columns of ours.
 */
final class Adoption {
    static final String STATE_FILE = TablesFolder.STATE + "/state.json";

    /** As Spark calls the files that it writes, with the codec. */
    private static final String PART =
            "(open-)?part-\\d+-[0-9a-f-]{36}(-c\\d+)?(\\.c\\d+)?(\\.[a-z0-9]+)?\\.parquet";

    private static final Pattern STATE_PART =
            Pattern.compile(TablesFolder.STATE + "/(parts|exchanges|lookups|name_answers)/" + PART);

    /** The record of a version that had no snapshots yet. */
    private static final String RECORD = TablesFolder.STATE + "/files.json";

    private static final Set<String> STATE_KEYS = Set.of("version", "captures", "sites");

    private final FileSystem files;

    private Adoption(FileSystem files) {
        this.files = files;
    }

    /** A record of those of the files that are provably ours; none without our state. */
    static Snapshot of(FileSystem files, Path tables, Map<String, FileStatus> found)
            throws IOException {
        FileStatus record = found.get(RECORD);
        if (record != null) {
            return ofRecord(files, tables, record);
        }
        FileStatus state = found.get(STATE_FILE);
        if (state == null || !isState(files, state.getPath())) {
            return Snapshot.NONE;
        }
        Adoption adoption = new Adoption(files);
        List<Snapshot.StoredFile> own = new ArrayList<>();
        for (Map.Entry<String, FileStatus> file : found.entrySet()) {
            if (file.getValue().isFile() && adoption.isOwn(file.getKey(), file.getValue())) {
                own.add(new Snapshot.StoredFile(file.getKey(), file.getValue().getLen(), null));
            }
        }
        return snapshot(files, tables, Snapshot.INGEST, own);
    }

    private static Snapshot ofRecord(FileSystem files, Path tables, FileStatus record)
            throws IOException {
        Snapshot told = Snapshots.read(files, record.getPath());
        List<Snapshot.StoredFile> own = new ArrayList<>(told.files());
        own.add(new Snapshot.StoredFile(RECORD, record.getLen(), null));
        return snapshot(files, tables, told.madeBy(), own);
    }

    private static Snapshot snapshot(
            FileSystem files, Path tables, String madeBy, List<Snapshot.StoredFile> own)
            throws IOException {
        List<String> folders = new ArrayList<>();
        for (String folder : Ownership.FOLDERS) {
            if (files.exists(new Path(tables, folder))) {
                folders.add(folder);
            }
        }
        return new Snapshot(Snapshot.VERSION, 0, "", madeBy, folders, List.of(), own);
    }

    private static boolean isState(FileSystem files, Path file) throws IOException {
        try (InputStream in = files.open(file)) {
            JsonNode root = JsonMapper.builder().build().readTree(in);
            return root != null && STATE_KEYS.stream().allMatch(root::has);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            return false;
        }
    }

    private boolean isOwn(String path, FileStatus file) {
        if (path.equals(STATE_FILE) || STATE_PART.matcher(path).matches()) {
            return true;
        }
        Optional<Table> table = Table.named(path.substring(0, Math.max(0, path.indexOf('/'))));
        return table.isPresent()
                && path.matches(table.get().tableName() + "/" + folders(table.get()) + PART)
                && hasColumnsOf(table.get(), file);
    }

    private static String folders(Table table) {
        StringBuilder folders = new StringBuilder();
        table.partitions().forEach(column -> folders.append(column.name()).append("=[^/]+/"));
        return folders.toString();
    }

    private boolean hasColumnsOf(Table table, FileStatus file) {
        Set<String> columns = new HashSet<>();
        table.columns().stream().map(Column::name).forEach(columns::add);
        try (ParquetFileReader reader =
                ParquetFileReader.open(HadoopInputFile.fromStatus(file, files.getConf()))) {
            List<Type> fields = reader.getFooter().getFileMetaData().getSchema().getFields();
            return fields.stream().map(Type::getName).allMatch(columns::contains);
        } catch (IOException | RuntimeException e) { // what is no Parquet file is not ours
            return false;
        }
    }
}
