package org.tlscensus.jobs.ocsp;

import java.time.LocalDate;

/**
 * What is new to say of settled rows of a partition: one of the three, the others null.
 *
 * @param serial rows that are about this certificate have {@code certificateSha256}
 * @param network rows of this host at this address have its labels
 * @param signature its row has a signature that is valid or not
 */
record Relabelling(
        String site,
        LocalDate date,
        PartitionSerial serial,
        String certificateSha256,
        HostNetwork network,
        Label signature) {

    static Relabelling certificate(PartitionSerial serial, String sha256) {
        return new Relabelling(serial.site(), serial.date(), serial, sha256, null, null);
    }

    static Relabelling network(PartitionHost host, HostNetwork network) {
        return new Relabelling(host.site(), host.date(), null, null, network, null);
    }

    static Relabelling signature(PendingSignature pending, Boolean isValid) {
        Label label = Label.signature(pending.ask().exchangeId(), pending.ask().ordinal(), isValid);
        return new Relabelling(pending.site(), pending.date(), null, null, null, label);
    }
}
