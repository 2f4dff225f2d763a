/** From the splits of captures to the tables. */
package org.tlscensus.jobs.ingest;
