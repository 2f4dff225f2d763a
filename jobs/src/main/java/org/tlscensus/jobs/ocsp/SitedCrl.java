package org.tlscensus.jobs.ocsp;

import org.tlscensus.core.row.CrlRow;

/**
 * A download of a revocation list.
 *
 * @param isProvisional whether it comes again when its site is read on
 * @param list the list, once: it is not kept with what comes again
 */
public record SitedCrl(String site, boolean isProvisional, CrlRow row, byte[] list) {
    SitedCrl withoutList() {
        return new SitedCrl(site, isProvisional, row, null);
    }
}
