package org.tlscensus.jobs.validate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.x509.CertificatePool;

/**
 * Certificates that stand above leaves, or could: every executor has them. The CA certificates
 * among them are the pool.
 */
final class SharedCertificates implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> ids;
    private final ArrayList<byte[]> certificates;
    private final transient Map<String, byte[]> byId;
    private final transient CertificatePool pool;

    /**
     * @param ids SHA-256 of each certificate, in hex
     */
    SharedCertificates(List<String> ids, List<byte[]> certificates) {
        this.ids = new ArrayList<>(ids);
        this.certificates = new ArrayList<>(certificates);
        byId = new HashMap<>(2 * ids.size());
        for (int i = 0; i < ids.size(); i++) {
            byId.put(ids.get(i), certificates.get(i));
        }
        pool = CertificatePool.of(certificates);
    }

    private Object readResolve() {
        return new SharedCertificates(ids, certificates);
    }

    List<String> ids() {
        return ids;
    }

    /** The certificate of a SHA-256, or null. */
    byte[] certificate(String id) {
        return byId.get(id);
    }

    CertificatePool pool() {
        return pool;
    }
}
