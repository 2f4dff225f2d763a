/** A look at captures without tables: a line for each handshake as it is read. Knows no Spark. */
package org.tlscensus.jobs.peek;
