/** What leaves the archive: logs as Zeek writes them, contributions to a notary, certificates. */
package org.tlscensus.jobs.export;
