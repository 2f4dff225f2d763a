package org.tlscensus.jobs.validate;

import java.io.Serializable;
import org.tlscensus.core.x509.DatedTrustStores;

/**
 * A trust store as a user named it.
 *
 * @param name as in the column {@code trust_store}
 * @param size anchors of the newest bundle
 * @param unreadable certificates that do not parse, in all bundles
 */
record NamedStores(String name, DatedTrustStores stores, int size, int unreadable)
        implements Serializable {
    private static final long serialVersionUID = 1L;
}
