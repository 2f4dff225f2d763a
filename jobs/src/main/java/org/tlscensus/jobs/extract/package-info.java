/**
 * Packets back out: those of connections that rows name, from the captures that hold them, as one
 * pcapng file. Which connection a packet belongs to tells the core's decoder, as it did at ingest.
 */
package org.tlscensus.jobs.extract;
