package org.tlscensus.jobs.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A client of a server in this Java, which says what a test wants. */
final class McpClient implements AutoCloseable {
    private final OutputStream requests;
    private final BufferedReader answers;
    private final CompletableFuture<Void> server;
    private int lastId = 1000;

    McpClient(Path tables, McpLimits limits) throws IOException {
        PipedOutputStream toServer = new PipedOutputStream();
        PipedInputStream fromServer = new PipedInputStream(1 << 20);
        PipedInputStream in = new PipedInputStream(toServer, 1 << 21);
        PipedOutputStream out = new PipedOutputStream(fromServer);
        requests = toServer;
        answers = new BufferedReader(new InputStreamReader(fromServer, StandardCharsets.UTF_8));
        server =
                CompletableFuture.runAsync(
                        () -> {
                            try (out) {
                                McpServer.serve(
                                        tables.toString(), limits, "1", in, out, this::stuck);
                            } catch (IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
    }

    private void stuck() {
        throw new IllegalStateException("a query cannot be stopped");
    }

    void send(String line) throws IOException {
        requests.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        requests.flush();
    }

    JsonNode next() throws IOException {
        return Request.JSON.readTree(answers.readLine());
    }

    JsonNode ask(String line) throws IOException {
        send(line);
        return next();
    }

    /** Asks for a call; the id comes back. */
    int begin(String tool, ObjectNode arguments) throws IOException {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("jsonrpc", "2.0").put("id", ++lastId).put("method", "tools/call");
        request.putObject("params").put("name", tool).set("arguments", arguments);
        send(request.toString());
        return lastId;
    }

    /** What a tool gives. */
    JsonNode call(String tool, ObjectNode arguments) throws IOException {
        int id = begin(tool, arguments);
        JsonNode answer = next();
        assertEquals(id, answer.path("id").asInt(), answer::toString);
        return answer.path("result");
    }

    JsonNode query(String sql) throws IOException {
        return call("query", JsonNodeFactory.instance.objectNode().put("sql", sql));
    }

    static String text(JsonNode result) {
        return result.path("content").path(0).path("text").asText();
    }

    @Override
    public void close() throws IOException {
        requests.close();
        try {
            server.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
