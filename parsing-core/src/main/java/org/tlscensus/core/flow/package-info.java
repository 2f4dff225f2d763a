/**
 * Flow keys, the flow table, TCP sequence space and reassembly, and the life of a connection.
 *
 * <p>Everything here works on one end against the other, low against high: who is the client is for
 * the analysis to say.
 */
package org.tlscensus.core.flow;
