package org.tlscensus.jobs.ocsp;

import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.jobs.schema.NameQueryRow;

/** By what records come together. */
final class Keys {
    private Keys() {}

    private static IllegalArgumentException without(String key, Record record) {
        return new IllegalArgumentException(record.getClass() + " has no " + key);
    }

    static long exchange(Record record) {
        if (record instanceof TrackedExchange exchange) {
            return KeyHash.of(exchange.id());
        } else if (record instanceof Label label) {
            return KeyHash.of(label.exchangeId());
        }
        throw without("exchange", record);
    }

    static long sha256(Record record) {
        if (record instanceof CertificateSighting sighting) {
            return KeyHash.of(sighting.sha256());
        } else if (record instanceof KnownCertificate certificate) {
            return KeyHash.of(certificate.sha256());
        } else if (record instanceof ArrivedCertificate arrived) {
            return KeyHash.of(arrived.sha256());
        } else if (record instanceof WantedCertificate wanted) {
            return KeyHash.of(wanted.sha256());
        }
        throw without("sha256", record);
    }

    static long serial(Record record) {
        if (record instanceof KnownCertificate certificate) {
            return KeyHash.of(certificate.serialNumber());
        } else if (record instanceof CertificateAsk ask) {
            return KeyHash.of(ask.serialNumber());
        } else if (record instanceof PartitionSerial serial) {
            return KeyHash.of(serial.serialNumber());
        }
        throw without("serial number", record);
    }

    static long issuer(Record record) {
        if (record instanceof KnownIssuer issuer) {
            return KeyHash.of(issuer.hashAlgorithm(), issuer.nameHash(), issuer.keyHash());
        } else if (record instanceof SignatureAsk ask) {
            return KeyHash.of(ask.hashAlgorithm(), ask.issuerNameHash(), ask.issuerKeyHash());
        } else if (record instanceof PendingSignature pending) {
            return issuer(pending.ask());
        }
        throw without("issuer", record);
    }

    static long handshake(Record record) {
        if (record instanceof HandshakeEvent event) {
            return KeyHash.of(event.site(), event.client(), event.uri(), event.serialNumber());
        }
        throw without("handshake", record);
    }

    static long lookup(Record record) {
        if (record instanceof LookupEvent event) {
            return KeyHash.of(event.site(), event.client(), event.name());
        }
        throw without("lookup", record);
    }

    static long name(Record record) {
        if (record instanceof SitedLookup sited) {
            return KeyHash.of(sited.lookup().name());
        } else if (record instanceof KeptLookup lookup) {
            return KeyHash.of(lookup.name());
        } else if (record instanceof NameTally tally) {
            return KeyHash.of(tally.name());
        } else if (record instanceof HostNetwork network) {
            return KeyHash.of(network.host());
        } else if (record instanceof NetworkAsk ask) {
            return KeyHash.of(ask.host());
        }
        throw without("name", record);
    }

    /** By client and day. */
    static long client(Record record) {
        if (record instanceof SitedLookup sited) {
            return client(QueryTally.of(sited));
        } else if (record instanceof QueryTally tally) {
            NameQueryRow counts = tally.counts();
            return KeyHash.of(counts.site(), counts.date().toString(), tally.client());
        }
        throw without("client", record);
    }

    static long day(Record record) {
        if (record instanceof NameQueryRow row) {
            return KeyHash.of(row.site(), row.date().toString());
        }
        throw without("day", record);
    }

    static long place(Record record) {
        if (record instanceof HostMove move) {
            return KeyHash.of(move.network().host(), move.network().address());
        } else if (record instanceof PartitionHost host) {
            return KeyHash.of(host.host(), host.address());
        }
        throw without("place", record);
    }

    static long partition(Record record) {
        PartitionId id = PartitionId.of(record);
        return KeyHash.of(id.site(), id.date().toString());
    }
}
