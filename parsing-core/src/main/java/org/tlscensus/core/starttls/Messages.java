package org.tlscensus.core.starttls;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.HeldBytes;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/** The reading of a protocol of messages. A gap ends it: the next message cannot be found. */
final class Messages implements Dialect {
    /** The message of one side that is not complete. */
    private static final class Partial {
        final HeldBytes kept = new HeldBytes();
        long received;
        long length; // 0 while it is not known
    }

    private final StartTlsState findings;
    private final MessageProtocol protocol;
    private final Partial[] partials = {new Partial(), new Partial()};

    Messages(StartTlsState findings, MessageProtocol protocol) {
        this.findings = findings;
        this.protocol = protocol;
    }

    @Override
    public int take(Side role, byte[] bytes, int offset, int length) {
        Partial partial = partials[role.ordinal()];
        try {
            int taken = 0;
            while (partial.length == 0 && taken < length) {
                keep(partial, bytes, offset + taken, 1);
                taken++;
                partial.length = protocol.length(role, cursor(partial));
            }
            int wanted = (int) Math.min(partial.length - partial.received, length - taken);
            if (wanted > 0) {
                keep(partial, bytes, offset + taken, wanted);
                taken += wanted;
            }
            if (partial.length > 0 && partial.received >= partial.length) {
                partials[role.ordinal()] = new Partial();
                finish(role, partial);
            }
            return taken;
        } catch (ParseException e) {
            findings.malformed();
            return length;
        }
    }

    private void finish(Side role, Partial message) throws ParseException {
        try {
            protocol.message(role, cursor(message));
        } catch (ParseException e) {
            if (message.kept.length() == message.received) { // else its end is what we did not keep
                throw e;
            }
        }
    }

    private static ByteCursor cursor(Partial partial) {
        return new ByteCursor(partial.kept.array(), 0, partial.kept.length());
    }

    private void keep(Partial partial, byte[] bytes, int offset, int length) {
        partial.received += length;
        int room = findings.limits().lineBytes() - partial.kept.length();
        partial.kept.add(bytes, offset, Math.min(length, room));
    }

    @Override
    public boolean isMidway(Side role) {
        return partials[role.ordinal()].received > 0;
    }

    @Override
    public void gap(Side role) {
        findings.stage(StartTlsState.Stage.OVER);
    }
}
