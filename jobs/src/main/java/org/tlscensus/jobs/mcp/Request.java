package org.tlscensus.jobs.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;

/**
 * What a client asks or tells (JSON-RPC 2.0 section 4).
 *
 * @param id a number or a text; null: it is a notification, which has no answer
 * @param params an object, which may be empty
 */
record Request(JsonNode id, String method, JsonNode params) {
    static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a line. Null when it is an answer: we ask nothing of clients, so it is for nobody.
     *
     * @throws ProtocolError when it is no JSON, or no message
     */
    static Request parse(byte[] line) throws ProtocolError {
        JsonNode message = json(line);
        if (message == null || !message.isObject()) {
            throw new ProtocolError(ProtocolError.INVALID_REQUEST, "a message is one JSON object");
        }
        JsonNode method = message.path("method");
        if (method.isMissingNode() && (message.has("result") || message.has("error"))) {
            return null;
        }
        JsonNode id = message.get("id");
        boolean isId = id == null || id.isTextual() || id.isIntegralNumber();
        if (!"2.0".equals(message.path("jsonrpc").textValue()) || !method.isTextual() || !isId) {
            throw new ProtocolError(ProtocolError.INVALID_REQUEST, "no request of JSON-RPC 2.0");
        }
        JsonNode params = message.path("params");
        if (!params.isObject()) {
            params = JsonNodeFactory.instance.objectNode();
        }
        return new Request(id, method.textValue(), params);
    }

    private static JsonNode json(byte[] line) throws ProtocolError {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new ProtocolError(
                    ProtocolError.PARSE_ERROR, "no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("an array has no errors of reading", e);
        }
    }

    boolean isNotification() {
        return id == null;
    }
}
