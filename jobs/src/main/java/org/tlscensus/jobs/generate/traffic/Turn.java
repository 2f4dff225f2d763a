package org.tlscensus.jobs.generate.traffic;

import org.tlscensus.jobs.generate.handshake.Flight;

/**
 * What a side says next.
 *
 * @param waitMicros how long it thinks, beside the time that packets are under way
 */
record Turn(Flight flight, long waitMicros) {}
