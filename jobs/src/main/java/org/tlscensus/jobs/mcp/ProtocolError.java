package org.tlscensus.jobs.mcp;

import com.fasterxml.jackson.databind.JsonNode;

/** A request that cannot be served as it stands (JSON-RPC 2.0 section 5.1). */
final class ProtocolError extends Exception {
    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL_ERROR = -32603;
    static final int BUSY = -32000;
    static final int UNSUPPORTED_PROTOCOL_VERSION = -32022;

    private static final long serialVersionUID = 1;

    private final int code;
    private final transient JsonNode data;

    ProtocolError(int code, String message) {
        this(code, message, null);
    }

    /**
     * @param data more of it for the client, or null
     */
    ProtocolError(int code, String message, JsonNode data) {
        super(message, null, false, false);
        this.code = code;
        this.data = data;
    }

    int code() {
        return code;
    }

    JsonNode data() {
        return data;
    }
}
