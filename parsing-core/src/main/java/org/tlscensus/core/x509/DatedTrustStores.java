package org.tlscensus.core.x509;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Trust stores of one kind by the day from which each was in use. */
public final class DatedTrustStores implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Pattern DATE =
            Pattern.compile("(?<!\\d)(\\d{4})[-_.]?(\\d{2})[-_.]?(\\d{2})(?!\\d)");

    private final TreeMap<LocalDate, TrustStore> stores;

    /**
     * @throws IllegalArgumentException when there are none
     */
    public DatedTrustStores(Map<LocalDate, TrustStore> stores) {
        if (stores.isEmpty()) {
            throw new IllegalArgumentException("no trust store");
        }
        this.stores = new TreeMap<>(stores);
    }

    /** One store for all times. */
    public static DatedTrustStores always(TrustStore store) {
        return new DatedTrustStores(Map.of(LocalDate.EPOCH, store));
    }

    /** The day that a file name tells, as 2016-03-01 or 20160301; the last one that makes sense. */
    public static Optional<LocalDate> dateIn(String fileName) {
        Matcher matcher = DATE.matcher(fileName);
        Optional<LocalDate> date = Optional.empty();
        while (matcher.find()) {
            Optional<LocalDate> found = date(matcher);
            if (found.isPresent()) {
                date = found;
            }
        }
        return date;
    }

    /** The day that three groups of digits tell, if there is such a day. */
    private static Optional<LocalDate> date(Matcher matcher) {
        try {
            return Optional.of(
                    LocalDate.of(
                            Integer.parseInt(matcher.group(1)),
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The newest store that is not of a later day (UTC); before the oldest one, that one. */
    public TrustStore at(Instant time) {
        Map.Entry<LocalDate, TrustStore> store =
                stores.floorEntry(LocalDate.ofInstant(time, ZoneOffset.UTC));
        return store == null ? stores.firstEntry().getValue() : store.getValue();
    }
}
