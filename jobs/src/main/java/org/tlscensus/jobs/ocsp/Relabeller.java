package org.tlscensus.jobs.ocsp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.row.ExchangeRow;
import org.tlscensus.jobs.schema.ExchangeLabels;

/** Says of settled rows what is new to say of them. */
final class Relabeller {
    /** A certificate as exchanges name it. */
    private record Serial(String hash, String issuerName, String issuerKey, String number) {}

    /** A host at an address. */
    private record Place(String host, String address) {}

    /** A row. */
    private record RowId(String exchangeId, int ordinal) {}

    private final Map<Serial, String> certificates = new HashMap<>();
    private final Map<Place, HostNetwork> networks = new HashMap<>();
    private final Map<RowId, Boolean> signatures = new HashMap<>();
    private final ClientRules clients;
    private boolean hasChanged;

    Relabeller(List<Relabelling> relabellings, ClientRules clients) {
        this.clients = clients;
        for (Relabelling each : relabellings) {
            if (each.serial() != null) {
                PartitionSerial serial = each.serial();
                certificates.put(
                        new Serial(
                                serial.hashAlgorithm(),
                                serial.issuerNameHash(),
                                serial.issuerKeyHash(),
                                serial.serialNumber()),
                        each.certificateSha256());
            } else if (each.network() != null) {
                networks.put(
                        new Place(each.network().host(), each.network().address()), each.network());
            } else {
                Label signature = each.signature();
                signatures.put(
                        new RowId(signature.exchangeId(), signature.ordinal()),
                        signature.labels().signatureValid());
            }
        }
    }

    /** The row's labels as they are now. */
    ExchangeLabels labels(ExchangeRow row, int ordinal, ExchangeLabels last) {
        ExchangeLabels client = LabelledExchanges.client(clients, row.userAgent(), row.via());
        HostNetwork network =
                networks.get(new Place(HostNames.of(row.host()), row.serverAddress()));
        Serial serial =
                new Serial(
                        row.hashAlgorithm(),
                        row.issuerNameHash(),
                        row.issuerKeyHash(),
                        row.serialNumber());
        ExchangeLabels labels =
                new ExchangeLabels(
                        client.clientApplication(),
                        client.clientCategory(),
                        network == null ? last.cdn() : network.cdn(),
                        network == null ? last.selfHostedCdn() : network.selfHostedCdn(),
                        last.dnsLatency(),
                        signatures.getOrDefault(
                                new RowId(row.exchangeId(), ordinal), last.signatureValid()),
                        certificates.getOrDefault(serial, last.certificateSha256()),
                        last.tlsConnectionId());
        hasChanged |= !labels.equals(last);
        return labels;
    }

    /** Whether some row's labels are others than they were. */
    boolean hasChanged() {
        return hasChanged;
    }
}
