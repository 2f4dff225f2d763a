/** The table of Tor's relays, from its consensus documents. */
package org.tlscensus.jobs.consensus;
