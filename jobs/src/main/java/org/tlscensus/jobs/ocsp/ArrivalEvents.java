package org.tlscensus.jobs.ocsp;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Says of arrived certificates that somebody asked for how they are asked for. */
final class ArrivalEvents implements Step {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(Part part, Consumer<Record> out) {
        Map<String, List<WantedCertificate>> wanted =
                part.by(WantedCertificate.class, WantedCertificate::sha256);
        for (ArrivedCertificate arrived : part.of(ArrivedCertificate.class)) {
            for (WantedCertificate each : wanted.getOrDefault(arrived.sha256(), List.of())) {
                each.uris().forEach(uri -> out.accept(event(arrived, each, uri)));
            }
        }
    }

    private static HandshakeEvent event(
            ArrivedCertificate arrived, WantedCertificate wanted, String uri) {
        return new HandshakeEvent(
                arrived.site(),
                arrived.client(),
                uri,
                wanted.hashAlgorithm(),
                wanted.issuerNameHash(),
                wanted.serialNumber(),
                arrived.timeMicros(),
                HandshakeEvent.ARRIVAL,
                arrived.connectionId(),
                0,
                false,
                null);
    }
}
