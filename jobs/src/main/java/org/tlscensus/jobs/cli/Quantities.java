package org.tlscensus.jobs.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Quantities with units, as people write them. */
final class Quantities {
    private static final Pattern NUMBER_AND_UNIT =
            Pattern.compile("(\\d{1,15})\\s*([a-z]*)", Pattern.CASE_INSENSITIVE);

    private Quantities() {}

    /** 64m, 1g, 4096, 512k, 64mb: bytes, in powers of 1024. */
    static final class Bytes implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
            if (matcher.matches()) {
                int shift =
                        switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
                            case "", "b" -> 0;
                            case "k", "kb", "kib" -> 10;
                            case "m", "mb", "mib" -> 20;
                            case "g", "gb", "gib" -> 30;
                            default -> -1;
                        };
                long number = Long.parseLong(matcher.group(1));
                if (shift >= 0 && number > 0 && number < Long.MAX_VALUE >> shift) {
                    return number << shift;
                }
            }
            throw new TypeConversionException("want a size like 64m, 512k or 1g, not " + text);
        }
    }

    /** 15m, 120s, 2h, 900 (seconds), 500ms. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
            if (matcher.matches()) {
                long number = Long.parseLong(matcher.group(1));
                Duration unit =
                        switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
                            case "ms" -> Duration.ofMillis(1);
                            case "", "s" -> Duration.ofSeconds(1);
                            case "m", "min" -> Duration.ofMinutes(1);
                            case "h" -> Duration.ofHours(1);
                            case "d" -> Duration.ofDays(1);
                            default -> Duration.ZERO;
                        };
                boolean fits = number <= Duration.ofDays(36_500).dividedBy(unitOr(unit));
                if (!unit.isZero() && number > 0 && fits) {
                    return unit.multipliedBy(number);
                }
            }
            throw new TypeConversionException("want a time like 15m, 120s or 2h, not " + text);
        }

        private static Duration unitOr(Duration unit) {
            return unit.isZero() ? Duration.ofSeconds(1) : unit;
        }
    }

    /** 2026-09-21, 2026-09-21T14:30, with seconds, and with a zone if it is not UTC. */
    static final class Moment implements ITypeConverter<Instant> {
        private static final Instant FIRST = Instant.EPOCH;
        private static final Instant LAST = Instant.parse("2262-01-01T00:00:00Z"); // in nanoseconds

        @Override
        public Instant convert(String text) {
            try {
                Instant moment = parse(text.strip().replace(' ', 'T'));
                if (!moment.isBefore(FIRST) && moment.isBefore(LAST)) {
                    return moment;
                }
            } catch (DateTimeParseException e) {
                // Told below, like a time that no packet has.
            }
            throw new TypeConversionException(
                    "want a time like 2026-09-21 or 2026-09-21T14:30:00Z, not " + text);
        }

        private static Instant parse(String text) {
            if (text.indexOf('T') < 0) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(
                            text, OffsetDateTime::from, LocalDateTime::from);
            return time instanceof LocalDateTime local
                    ? local.toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.from(time).toInstant();
        }
    }
}
