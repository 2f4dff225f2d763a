package org.tlscensus.jobs.export;

import java.time.Instant;

/** In which form Zeek writes its logs. */
public enum ZeekFormat {
    /** Lines of values between tabs, below lines that tell names and types. */
    TSV {
        @Override
        String head(ZeekLog log, Instant opened) {
            return ZeekTsv.head(log, opened);
        }

        @Override
        String line(ZeekLog log, NamedRow row) {
            return ZeekTsv.line(log, row);
        }

        @Override
        String foot(Instant closed) {
            return ZeekTsv.foot(closed);
        }
    },
    /** An object a line; what is unset is left out. */
    JSON {
        @Override
        String head(ZeekLog log, Instant opened) {
            return "";
        }

        @Override
        String line(ZeekLog log, NamedRow row) {
            return ZeekJson.line(log, row);
        }

        @Override
        String foot(Instant closed) {
            return "";
        }
    };

    /** What stands before the rows. */
    abstract String head(ZeekLog log, Instant opened);

    /** A row, with the end of its line. */
    abstract String line(ZeekLog log, NamedRow row);

    /** What stands behind the rows. */
    abstract String foot(Instant closed);
}
