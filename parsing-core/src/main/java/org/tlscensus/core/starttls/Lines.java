package org.tlscensus.core.starttls;

import org.tlscensus.core.wire.Side;

/** The reading of a protocol of lines. */
final class Lines implements Dialect {
    /** Makes the protocol's part, which may tell the readers what is no command. */
    interface Maker {
        LineProtocol make(StartTlsState findings, LineReader client, LineReader server);
    }

    private final LineReader[] readers = new LineReader[2];
    private final LineProtocol protocol;

    Lines(StartTlsState findings, Maker maker) {
        for (Side side : Side.values()) {
            readers[side.ordinal()] = new LineReader(findings.limits());
        }
        protocol = maker.make(findings, reader(Side.CLIENT), reader(Side.SERVER));
    }

    private LineReader reader(Side role) {
        return readers[role.ordinal()];
    }

    @Override
    public int take(Side role, byte[] bytes, int offset, int length) {
        LineReader reader = reader(role);
        int taken = reader.take(bytes, offset, length);
        String line = reader.line();
        if (line != null) {
            if (role == Side.CLIENT) {
                protocol.client(line);
            } else {
                protocol.server(line);
            }
        }
        return taken;
    }

    @Override
    public boolean isMidway(Side role) {
        return reader(role).isMidway();
    }

    @Override
    public void gap(Side role) {
        reader(role).gap();
        protocol.gap();
    }
}
