package org.tlscensus.jobs.generate.traffic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.tlscensus.jobs.generate.handshake.Flight;
import org.tlscensus.jobs.generate.handshake.Noise;
import org.tlscensus.jobs.generate.handshake.Side;

/**
 * A connection with TLS: what opens it, then exchanges of application data, one or as many as its
 * duration wants.
 */
final class TlsScript implements Script {
    private static final int APPLICATION_DATA = 23;
    private static final int MOST_OF_RECORD = 1 << 14;
    private static final int RECORDS_OF_TURN = 4;
    private static final long OVERHEAD = 29; // header, nonce and tag

    /** Data of the exchanges. */
    interface Exchanges {
        long requestBytes();

        long responseBytes();

        /** Time that the server takes for an answer. */
        long think();
    }

    private final Deque<Turn> turns = new ArrayDeque<>();
    private final int recordVersion;
    private final Exchanges exchanges;
    private final long duration;
    private final long keepAlive;
    private long responseLeft;
    private boolean hasExchanged;
    private int place;

    /**
     * @param exchanges null: there are none
     * @param duration -1: as long as it takes
     */
    TlsScript(
            List<Turn> opening,
            int recordVersion,
            Exchanges exchanges,
            long duration,
            long keepAlive,
            int place) {
        turns.addAll(opening);
        this.recordVersion = recordVersion;
        this.exchanges = exchanges;
        this.duration = duration;
        this.keepAlive = keepAlive;
        this.place = place;
    }

    @Override
    public Turn next(long since) {
        if (!turns.isEmpty()) {
            return turns.poll();
        }
        if (responseLeft > 0) {
            return new Turn(Flight.of(Side.SERVER, response()), 0);
        }
        if (exchanges != null && (!hasExchanged || since + keepAlive < duration)) {
            long wait = hasExchanged ? keepAlive : 0;
            hasExchanged = true;
            exchange(wait);
            return turns.poll();
        }
        return new Turn(null, Math.max(0, duration - since));
    }

    private void exchange(long wait) {
        long request = exchanges.requestBytes();
        responseLeft = exchanges.responseBytes();
        while (request > 0) {
            int count = (int) Math.min(MOST_OF_RECORD, request);
            turns.add(new Turn(Flight.of(Side.CLIENT, record(count)), turns.isEmpty() ? wait : 0));
            request -= count;
        }
        if (responseLeft > 0) {
            turns.add(new Turn(Flight.of(Side.SERVER, response()), exchanges.think()));
        }
    }

    private byte[] response() {
        long most = RECORDS_OF_TURN * (MOST_OF_RECORD - OVERHEAD);
        if (responseLeft >= most) {
            responseLeft -= most;
            return FullRecords.of(recordVersion);
        }
        int count = (int) Math.min(MOST_OF_RECORD - OVERHEAD, responseLeft);
        responseLeft -= count;
        return record(count);
    }

    private byte[] record(int count) {
        place += 997;
        return Noise.record(APPLICATION_DATA, recordVersion, (int) (count + OVERHEAD), place);
    }

    /** Full records, which all connections share. */
    private static final class FullRecords {
        private static final byte[] TLS10 = made(0x0301);
        private static final byte[] TLS11 = made(0x0302);
        private static final byte[] TLS12 = made(0x0303);

        static byte[] of(int version) {
            return version == 0x0301 ? TLS10 : version == 0x0302 ? TLS11 : TLS12;
        }

        private static byte[] made(int version) {
            byte[] record = Noise.record(APPLICATION_DATA, version, MOST_OF_RECORD, 0);
            byte[] records = new byte[RECORDS_OF_TURN * record.length];
            for (int i = 0; i < RECORDS_OF_TURN; i++) {
                System.arraycopy(record, 0, records, i * record.length, record.length);
            }
            return records;
        }
    }
}
