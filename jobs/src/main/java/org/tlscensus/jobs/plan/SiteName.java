package org.tlscensus.jobs.plan;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.tlscensus.jobs.failure.UserError;

/**
 * What a site may be called: its name is a partition's value, and part of a folder's name ({@code
 * site=NAME}, where what is no letter, digit or plain sign is escaped).
 */
final class SiteName {
    /** What readers of partitions take for NULL, in whatever letters. */
    private static final Set<String> NULLS = Set.of("null", "__hive_default_partition__");

    /** A folder's name has 255 bytes at most; a byte that is escaped becomes three. */
    private static final int MAX_BYTES = 80;

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
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw wrong(name, "it has more than " + MAX_BYTES + " bytes");
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

    private static UserError wrong(String name, String why) {
        return new UserError("a site cannot be called '" + name + "': " + why);
    }
}
