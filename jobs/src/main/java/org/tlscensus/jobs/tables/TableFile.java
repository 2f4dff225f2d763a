package org.tlscensus.jobs.tables;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.SqlText;

/**
 * A table: a query, what its head says of it, and what was published.
 *
 * @param published the published values, or null
 */
public record TableFile(SqlText sql, TableHeader header, Published published) {
    private static final String FOLDER = "tables";
    private static final String PUBLISHED = "published";

    /** The table's name, which is its file's. */
    public String name() {
        return sql.name();
    }

    /**
     * The tables that are asked for, by name. A user's file takes the place of ours of that name.
     *
     * @param only names, or none: all
     * @param folder the user's own files, or null; published values are CSV files in its folder
     *     {@code published}
     * @throws UserError when a name or a file is wrong
     */
    public static List<TableFile> select(List<String> only, Path folder) {
        Map<String, TableFile> files = new TreeMap<>();
        for (SqlText sql : SqlText.packed(FOLDER)) {
            files.put(sql.name(), of(sql, Published.packed(sql.name())));
        }
        if (folder != null) {
            for (SqlText sql : SqlText.of(folder)) {
                Path values = folder.resolve(PUBLISHED).resolve(sql.name() + ".csv");
                files.put(
                        sql.name(),
                        of(
                                sql,
                                Files.isRegularFile(values)
                                        ? Published.read(values)
                                        : Published.packed(sql.name())));
            }
        }
        if (only.isEmpty()) {
            return List.copyOf(files.values());
        }
        List<TableFile> selected = new ArrayList<>();
        for (String name : only) {
            TableFile file = files.get(name);
            if (file == null) {
                throw new UserError(
                        "there is no table "
                                + name
                                + "; there are "
                                + String.join(", ", files.keySet()));
            }
            selected.add(file);
        }
        return selected;
    }

    /** Whether the table belongs to a group of {@link TableHeader#GROUPS}; null: to any. */
    public boolean isOf(String group) {
        return group == null || header.group() == null || header.group().equals(group);
    }

    /** A query by somebody who need not say what it shows. */
    public static TableFile of(String name, String query) {
        SqlText sql = new SqlText(name, name, query.strip());
        return query.stripLeading().startsWith("-- title:")
                ? of(sql, null)
                : new TableFile(sql, TableHeader.NONE, null);
    }

    private static TableFile of(SqlText sql, Published published) {
        return new TableFile(sql, TableHeader.of(sql), published);
    }

    /** A user's own views, which may take the place of ours. */
    public static List<SqlText> views(Path folder) {
        Path views = folder == null ? null : folder.resolve("views");
        return views == null || !Files.isDirectory(views) ? List.of() : SqlText.of(views);
    }
}
