/** Connections of a site, packet by packet in the order of time. */
package org.tlscensus.jobs.generate.traffic;
