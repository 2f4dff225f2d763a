package org.tlscensus.jobs.plan;

import java.io.IOException;
import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.tlscensus.core.analysis.Bugs;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.CaptureHead;
import org.tlscensus.core.capture.CaptureTail;

/**
 * A capture file, and what its head tells.
 *
 * @param firstTimeNanos time of its first packet; null without one
 * @param lastTimeNanos time of its last packet; null as long as it is not known
 * @param isSplittable whether it can be read from its middle
 * @param damage why it cannot be opened; null when it can, whatever its content
 * @param fingerprint SHA-256 of its first bytes, hex: with name and size, what tells captures apart
 */
public record CaptureInfo(
        String site,
        String name,
        String path,
        long bytes,
        String format,
        String compression,
        List<Integer> linkTypes,
        Integer snapLength,
        Long firstTimeNanos,
        Long lastTimeNanos,
        boolean isSplittable,
        String damage,
        String fingerprint)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How many of its first bytes the fingerprint is of. */
    public static final int FINGERPRINT_BYTES = 1 << 16;

    /** By time of the first packet, then by name; those without packets come first. */
    public static final Comparator<CaptureInfo> TIME_ORDER =
            Comparator.comparing(
                            CaptureInfo::firstTimeNanos,
                            Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
                    .thenComparing(CaptureInfo::name);

    /** Looks into a file; one that cannot be read has a {@code damage}. */
    public static CaptureInfo read(CaptureFile file, Configuration hadoop) {
        if (!file.isThere()) {
            return unreadable(file, file.problem());
        }
        try (HeadBytes source =
                new HeadBytes(CaptureSource.open(file.path(), hadoop), FINGERPRINT_BYTES)) {
            CaptureHead head = CaptureHead.read(source);
            return new CaptureInfo(
                    file.site(),
                    file.name(),
                    file.path(),
                    source.length(),
                    head.format(),
                    head.compression(),
                    List.copyOf(head.linkTypes()),
                    head.snapLength(),
                    head.firstTimeNanos(),
                    lastTime(source, head),
                    head.isSplittable(),
                    null,
                    fingerprint(source));
        } catch (IOException e) {
            return unreadable(file, "cannot be read: " + e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            return unreadable(file, Bugs.describe(e)); // one file never ends an archive
        }
    }

    private static CaptureInfo unreadable(CaptureFile file, String why) {
        return new CaptureInfo(
                file.site(),
                file.name(),
                file.path(),
                file.bytes(),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                false,
                why,
                "");
    }

    private static Long lastTime(ByteSource source, CaptureHead head) throws IOException {
        OptionalLong last = CaptureTail.lastTimeNanos(source, head);
        return last.isPresent() ? Long.valueOf(last.getAsLong()) : null;
    }

    private static String fingerprint(HeadBytes source) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(source.head(), 0, source.filled());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What the head tells, without what the one who asked knows. */
    CaptureInfo withoutNames() {
        return with(null, null, null, format, compression);
    }

    /** The same head, of a file by its names; words that many files have in common are shared. */
    CaptureInfo of(CaptureFile file) {
        return with(file.site(), file.name(), file.path(), shared(format), shared(compression));
    }

    private static String shared(String word) {
        return word == null ? null : word.intern();
    }

    private CaptureInfo with(
            String itsSite,
            String itsName,
            String itsPath,
            String itsFormat,
            String itsCompression) {
        return new CaptureInfo(
                itsSite,
                itsName,
                itsPath,
                bytes,
                itsFormat,
                itsCompression,
                linkTypes,
                snapLength,
                firstTimeNanos,
                lastTimeNanos,
                isSplittable,
                damage,
                fingerprint);
    }

    /** The same file, when the time of its last packet is known. */
    public CaptureInfo endingAt(Long nanos) {
        return new CaptureInfo(
                site,
                name,
                path,
                bytes,
                format,
                compression,
                linkTypes,
                snapLength,
                firstTimeNanos,
                nanos,
                isSplittable,
                damage,
                fingerprint);
    }

    /** Whether two descriptions are of the same capture. */
    public boolean isSameAs(CaptureInfo other) {
        return site.equals(other.site)
                && name.equals(other.name)
                && bytes == other.bytes
                && fingerprint.equals(other.fingerprint);
    }
}
