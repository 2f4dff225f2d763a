package org.tlscensus.jobs.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.x509.TransparencyLog;
import org.tlscensus.jobs.failure.UserError;

/**
 * A list of logs of Certificate Transparency in the form that browsers publish, version 3:
 * operators with their logs, each with its id, key and state.
 */
final class LogListFile {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Logs of RFC 6962, and those whose entries are read as static tiles: both sign alike. */
    private static final List<String> KINDS = List.of("logs", "tiled_logs");

    private final String name;

    private LogListFile(String name) {
        this.name = name;
    }

    /**
     * The logs of a list.
     *
     * @param name what messages call the file
     * @throws UserError when it is none
     */
    static List<TransparencyLog> parse(String name, String text) {
        LogListFile file = new LogListFile(name);
        JsonNode operators;
        try {
            operators = JSON.readTree(text).path("operators");
        } catch (JsonProcessingException e) {
            throw new UserError(name + " is no JSON: " + wanted());
        }
        if (!operators.isArray()) {
            throw new UserError(name + " has no operators: " + wanted());
        }
        List<TransparencyLog> logs = new ArrayList<>();
        for (JsonNode operator : operators) {
            for (String kind : KINDS) {
                for (JsonNode log : operator.path(kind)) {
                    logs.add(file.log(operator.path("name").asText(""), log));
                }
            }
        }
        if (logs.isEmpty()) {
            throw new UserError(name + " lists no log: " + wanted());
        }
        return logs;
    }

    private static String wanted() {
        return "give a list of logs as browsers publish it (log_list.json, version 3)";
    }

    private TransparencyLog log(String operator, JsonNode node) {
        String description = node.path("description").asText("(no description)");
        try {
            byte[] key = Base64.getDecoder().decode(node.path("key").asText(""));
            String state = null;
            Instant since = null;
            for (Map.Entry<String, JsonNode> entry : node.path("state").properties()) {
                state = entry.getKey();
                String time = entry.getValue().path("timestamp").asText("");
                since = time.isEmpty() ? null : Instant.parse(time);
            }
            TransparencyLog log = new TransparencyLog(description, operator, state, since, key);
            byte[] id = Base64.getDecoder().decode(node.path("log_id").asText(""));
            if (!HexFormat.of().formatHex(id).equals(log.id())) {
                throw new UserError(
                        name + ": the key of " + description + " is not the one of its log_id");
            }
            return log;
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new UserError(name + ": the key or log_id of " + description + " is none");
        } catch (DateTimeException e) {
            throw new UserError(name + ": the time of a state of " + description + " is none");
        }
    }
}
