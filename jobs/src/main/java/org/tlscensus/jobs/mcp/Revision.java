package org.tlscensus.jobs.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Revisions of the protocol. Up to 2025-11-25 a client begins by {@code initialize}; since
 * 2026-07-28 each request tells its revision, and nothing is remembered between two. A request
 * shows which it is, so both are served without asking what came before.
 */
final class Revision {
    /** Begun by initialize; 2025-03-26 wants batches, which we do not read. */
    static final List<String> WITH_HANDSHAKE = List.of("2024-11-05", "2025-06-18", "2025-11-25");

    /** Told by each request. */
    static final List<String> BY_REQUEST = List.of("2026-07-28");

    private static final String PREFIX = "io.modelcontextprotocol/";
    private static final String VERSION = PREFIX + "protocolVersion";
    private static final String CAPABILITIES = PREFIX + "clientCapabilities";
    static final String SERVER = PREFIX + "serverInfo";

    private Revision() {}

    /** The revision that both speak: the client's, or else our newest, which it may refuse. */
    static String agreed(JsonNode asked) {
        return WITH_HANDSHAKE.contains(asked.asText())
                ? asked.textValue()
                : WITH_HANDSHAKE.get(WITH_HANDSHAKE.size() - 1);
    }

    /**
     * Whether a request tells its revision itself.
     *
     * @throws ProtocolError when it does so wrongly, or of a revision that we do not speak
     */
    static boolean isByRequest(Request request) throws ProtocolError {
        JsonNode meta = request.params().path("_meta");
        boolean isDiscovery = request.method().equals("server/discover");
        if (!meta.has(VERSION) && !isDiscovery) {
            return false;
        }
        JsonNode version = meta.path(VERSION);
        if (!version.isTextual() || !meta.path(CAPABILITIES).isObject()) {
            throw new ProtocolError(
                    ProtocolError.INVALID_PARAMS,
                    "_meta wants " + VERSION + ", a text, and " + CAPABILITIES + ", an object");
        }
        if (!BY_REQUEST.contains(version.textValue())) {
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            BY_REQUEST.forEach(data.putArray("supported")::add);
            data.set("requested", version);
            throw new ProtocolError(
                    ProtocolError.UNSUPPORTED_PROTOCOL_VERSION,
                    "Unsupported protocol version",
                    data);
        }
        return true;
    }
}
