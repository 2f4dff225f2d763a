package org.tlscensus.jobs.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a statement does, as DuckDB's own parser sees it. Ours cuts texts at semicolons and turns
 * quotes into others; were there a text that both read in different ways, a second statement could
 * hide in it.
 */
final class DuckSyntax {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Functions that make rows of their arguments, and of nothing else. */
    private static final Set<String> HARMLESS = Set.of("unnest", "range", "generate_series");

    /** Names of tables; DuckDB takes any other for that of a file. */
    private static final Pattern TABLE = Pattern.compile("[\\w-]+");

    private final Connection connection;

    DuckSyntax(Connection connection) {
        this.connection = connection;
    }

    /**
     * Requires that a text is one statement, which only reads. One that cannot be parsed passes:
     * who runs it is told what is wrong with it.
     */
    void requireQuestion(String sql) throws SQLException {
        question(sql);
    }

    /** Requires besides that it names tables only: no file, no function that reads one. */
    void requireTablesOnly(String sql) throws SQLException {
        JsonNode tree = question(sql);
        if (tree != null) {
            requireTables(tree);
        }
    }

    /** What the parser makes of it; null when nothing. */
    private JsonNode question(String sql) throws SQLException {
        JsonNode tree = parsed(sql);
        if (tree.path("error").asBoolean()) {
            if (tree.path("error_type").asText().equals("not implemented")) {
                throw refused("it only reads here");
            }
            return null;
        }
        if (tree.path("statements").size() != 1) {
            throw refused("it wants one statement");
        }
        return tree;
    }

    private JsonNode parsed(String sql) throws SQLException {
        try (PreparedStatement parse =
                connection.prepareStatement("SELECT json_serialize_sql(CAST(? AS VARCHAR))")) {
            parse.setString(1, sql);
            try (ResultSet rows = parse.executeQuery()) {
                rows.next();
                return JSON.readTree(rows.getString(1));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("DuckDB writes JSON that is none", e);
        }
    }

    private static void requireTables(JsonNode node) {
        switch (node.path("type").asText()) {
            case "TABLE_FUNCTION" -> {
                String name = node.path("function").path("function_name").asText();
                if (!HARMLESS.contains(name)) {
                    throw refused("the function " + name + " is not to be had as a table");
                }
            }
            case "BASE_TABLE" -> requireName(node.path("table_name").asText());
            case "SHOW_REF" -> {
                if (!node.path("catalog_name").asText().isEmpty()) {
                    throw refused("there are no other databases");
                }
            }
            default -> {
                // its children may be one of these
            }
        }
        for (JsonNode child : node) {
            requireTables(child);
        }
    }

    private static void requireName(String table) {
        if (!TABLE.matcher(table).matches()) {
            throw refused("it reads tables here, and no files");
        }
    }

    private static QueryError refused(String why) {
        return new QueryError(QueryError.Blame.DIALECT, 0, why, null);
    }
}
