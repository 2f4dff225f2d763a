package org.tlscensus.core.x509;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_LENGTH;
import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.tlscensus.core.wire.ParseException;

/**
 * UTCTime and GeneralizedTime as they are met, not only as RFC 5280 section 4.1.2.5 wants them:
 * with or without seconds, with fractions and zones. Time without a zone is taken for UTC.
 */
public final class DerTime {
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;

    /** Longest text that is looked at: a year, a time, a fraction of nanoseconds, a zone. */
    private static final int MAX_LENGTH = 40;

    private final DerValue value;
    private final String field;
    private int position;

    private DerTime(DerValue value, String field) {
        this.value = value;
        this.field = field;
        this.position = value.body();
    }

    public static Instant parse(DerValue value, String field) throws ParseException {
        if (value.length() > MAX_LENGTH) {
            throw new ParseException(BAD_LENGTH, field, value.start());
        }
        return switch (value.tag()) {
            case UTC_TIME -> new DerTime(value, field).utcTime();
            case GENERALIZED_TIME -> new DerTime(value, field).generalizedTime();
            default -> throw new ParseException(BAD_VALUE, field, value.start());
        };
    }

    /** Years 00 to 49 are those of this century (RFC 5280 section 4.1.2.5.1). */
    private Instant utcTime() throws ParseException {
        int year = digits(2);
        return rest(year < 50 ? 2000 + year : 1900 + year);
    }

    private Instant generalizedTime() throws ParseException {
        return rest(digits(4));
    }

    private Instant rest(int year) throws ParseException {
        int month = digits(2);
        int day = digits(2);
        int hour = digits(2);
        int minute = atDigit() ? digits(2) : 0;
        int second = atDigit() ? digits(2) : 0;
        long nanos = fraction();
        int zoneSeconds = zone();
        if (position != value.end()) {
            throw bad();
        }
        int leap = second == 60 ? 1 : 0;
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second - leap)
                    .toInstant(ZoneOffset.UTC)
                    .plusSeconds(leap - zoneSeconds)
                    .plusNanos(nanos);
        } catch (DateTimeException e) {
            throw bad();
        }
    }

    private long fraction() throws ParseException {
        if (at() != '.' && at() != ',') {
            return 0;
        }
        position++;
        if (!atDigit()) {
            throw bad();
        }
        long nanos = 0;
        for (long unit = 100_000_000; atDigit(); unit /= 10) {
            nanos += unit * (at() - '0');
            position++;
        }
        return nanos;
    }

    /** Seconds east of UTC. */
    private int zone() throws ParseException {
        int sign = at();
        if (sign == 'Z') {
            position++;
            return 0;
        }
        if (sign != '+' && sign != '-') {
            return 0;
        }
        position++;
        int hours = digits(2);
        int minutes = atDigit() ? digits(2) : 0;
        return (sign == '+' ? 1 : -1) * (hours * 3600 + minutes * 60);
    }

    private int digits(int count) throws ParseException {
        int number = 0;
        for (int i = 0; i < count; i++) {
            if (!atDigit()) {
                throw bad();
            }
            number = 10 * number + at() - '0';
            position++;
        }
        return number;
    }

    private boolean atDigit() {
        return at() >= '0' && at() <= '9';
    }

    private int at() {
        return position < value.end() ? value.bytes()[position] : -1;
    }

    private ParseException bad() {
        return new ParseException(BAD_VALUE, field, position);
    }
}
