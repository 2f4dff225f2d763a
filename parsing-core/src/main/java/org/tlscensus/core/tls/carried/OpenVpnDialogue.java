package org.tlscensus.core.tls.carried;

import java.util.List;
import org.tlscensus.core.tls.TlsDialogue;
import org.tlscensus.core.tls.TlsLimits;
import org.tlscensus.core.tls.TlsListener;
import org.tlscensus.core.tls.TlsSession;
import org.tlscensus.core.wire.Side;

/** OpenVPN over UDP: a packet a datagram. */
final class OpenVpnDialogue implements CarriedDialogue {
    private final TlsDialogue tls;
    private final OpenVpnControl control;

    OpenVpnDialogue(TlsLimits limits, TlsListener listener) {
        tls = new TlsDialogue(limits, listener);
        control = new OpenVpnControl(tls);
    }

    @Override
    public void datagram(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        control.packet(sender, timeNanos, bytes, offset, length);
    }

    @Override
    public void end() {
        control.end();
        tls.end();
    }

    @Override
    public boolean isDecided() {
        return tls.isDecided() || control.isOver();
    }

    @Override
    public TlsSession session() {
        return tls.session();
    }

    @Override
    public boolean hasRow() {
        return control.isCertain();
    }

    @Override
    public String protocol() {
        return OpenVpnControl.PROTOCOL;
    }

    @Override
    public List<String> anomalies() {
        return control.isEncrypted() ? List.of(OpenVpnControl.ENCRYPTED) : List.of();
    }

    @Override
    public Side client() {
        return control.client();
    }
}
