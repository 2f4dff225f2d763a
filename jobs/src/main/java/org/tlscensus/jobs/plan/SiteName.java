package org.tlscensus.jobs.plan;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.tlscensus.jobs.failure.UserError;

/**
 * What a site may be called: its name is a partition's value, and part of a folder's name ({@code
 * site=NAME}, where what is no letter, digit or plain sign is escaped).
 */
final class SiteName {
    /** What readers of partitions take for NULL, in whatever letters. */
    private static final Set<String> NULLS = Set.of("null", "__hive_default_partition__");

    /** A folder's name has so many bytes at most; a character that is escaped takes three. */
    private static final int MAX_FOLDER_BYTES = 255;

    private SiteName() {}

    /**
     * @throws UserError when a table cannot have a site of this name
     */
    static void require(String name) {
        if (name.isBlank() || !name.equals(name.strip())) {
            throw wrong(name, "it is empty, or begins or ends with a blank");
        }
        if (NULLS.contains(name.toLowerCase(Locale.ROOT))) {
            throw wrong(name, "readers of the tables would take it for no site at all");
        }
        int bytes = folder(name).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_FOLDER_BYTES) {
            throw wrong(
                    name,
                    "the name of its folder would have "
                            + bytes
                            + " bytes, and may have "
                            + MAX_FOLDER_BYTES);
        }
        boolean isOdd =
                name.codePoints()
                        .anyMatch(
                                c ->
                                        Character.isISOControl(c)
                                                || Character.getType(c) == Character.SURROGATE);
        if (isOdd) {
            throw wrong(name, "it has control characters, or is no Unicode text");
        }
    }

    private static String folder(String name) {
        return ExternalCatalogUtils.getPartitionPathString("site", name);
    }

    private static UserError wrong(String name, String why) {
        return new UserError("a site cannot be called '" + name + "': " + why);
    }
}
