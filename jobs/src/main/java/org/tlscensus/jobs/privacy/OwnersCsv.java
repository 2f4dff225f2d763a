package org.tlscensus.jobs.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.tlscensus.core.analysis.Networks;
import org.tlscensus.core.wire.Prefix;
import org.tlscensus.jobs.failure.UserError;

/** Owners of networks as lines of prefix, number of the autonomous system, country. */
final class OwnersCsv implements NetworkOwners {
    private record Line(Prefix prefix, Networks.Owner owner) {}

    private static final Pattern AS = Pattern.compile("(?:AS)?([0-9]{1,10})");
    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");
    private static final long LARGEST_AS = 0xffff_ffffL; // RFC 6793

    private final PrefixTable prefixes;
    private final Networks.Owner[] owners;

    private OwnersCsv(List<Line> sorted) {
        prefixes = new PrefixTable(sorted.stream().map(Line::prefix).toList());
        owners = sorted.stream().map(Line::owner).toArray(Networks.Owner[]::new);
    }

    /**
     * Reads lines. The first one may be a header, which begins with "prefix".
     *
     * @throws UserError when a line is none, or a prefix comes twice
     */
    static OwnersCsv parse(String name, String text) {
        List<Line> lines = new ArrayList<>();
        Map<Networks.Owner, Networks.Owner> same = new HashMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            boolean isHeader = number == 1 && line.toLowerCase(Locale.ROOT).startsWith("prefix");
            if (!line.isBlank() && !isHeader) {
                Line parsed = parse(line.strip());
                if (parsed == null) {
                    throw new UserError(
                            String.format(
                                    "%s, line %d: want prefix,as,country like"
                                            + " 192.0.2.0/24,64496,DE",
                                    name, number));
                }
                Networks.Owner owner = same.computeIfAbsent(parsed.owner, o -> o);
                lines.add(new Line(parsed.prefix, owner));
            }
        }
        if (lines.isEmpty()) {
            throw new UserError(name + " has no networks");
        }
        lines.sort(Comparator.comparing(Line::prefix, PrefixTable.ORDER));
        for (int i = 1; i < lines.size(); i++) {
            Prefix prefix = lines.get(i).prefix;
            if (PrefixTable.ORDER.compare(lines.get(i - 1).prefix, prefix) == 0) {
                throw new UserError(name + " has " + prefix.text() + " twice");
            }
        }
        return new OwnersCsv(lines);
    }

    private static Line parse(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != 3) {
            return null;
        }
        Prefix prefix = Prefix.parse(cells[0].strip());
        String as = cells[1].strip();
        String country = cells[2].strip();
        Long number = as.isEmpty() ? null : as(as);
        boolean isAs = as.isEmpty() || number != null;
        boolean isCountry = country.isEmpty() || COUNTRY.matcher(country).matches();
        if (prefix == null || !isAs || !isCountry) {
            return null;
        }
        return new Line(
                prefix,
                new Networks.Owner(
                        number, country.isEmpty() ? null : country.toUpperCase(Locale.ROOT)));
    }

    /** The number of an autonomous system, as 64496 or AS64496; null when the text is none. */
    static Long as(String text) {
        var matcher = AS.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        return number <= LARGEST_AS ? (Long) number : null;
    }

    @Override
    public Networks.Owner owner(long high, long low) {
        int at = prefixes.find(high, low);
        return at < 0 ? Networks.Owner.UNKNOWN : owners[at];
    }
}
