package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.FlowKey;

/**
 * In which networks both ends of a connection are.
 *
 * @param direction as seen from the site, or null
 */
record Places(String direction, Networks.Owner client, Networks.Owner server) {
    private static final Places OF_LAN =
            new Places(null, Networks.Owner.UNKNOWN, Networks.Owner.UNKNOWN);

    static Places of(long[] flow, End clientEnd, Networks networks) {
        if (FlowKey.isOfLan(flow)) {
            return OF_LAN; // stations have no network
        }
        int client = clientEnd.isHigh() ? 2 : 0;
        int server = 2 - client;
        return new Places(
                direction(
                        networks.isLocal(flow[client], flow[client + 1]),
                        networks.isLocal(flow[server], flow[server + 1])),
                networks.owner(flow[client], flow[client + 1]),
                networks.owner(flow[server], flow[server + 1]));
    }

    private static String direction(Boolean isClientLocal, Boolean isServerLocal) {
        if (isClientLocal == null || isServerLocal == null) {
            return null;
        }
        if (isClientLocal) {
            return isServerLocal ? "internal" : "outbound";
        }
        return isServerLocal ? "inbound" : "external";
    }
}
