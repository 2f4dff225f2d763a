package org.tlscensus.jobs.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.tlscensus.jobs.query.DuckDbScript;
import org.tlscensus.jobs.query.SqlScript;

/** Tables of an ingest, asked by DuckDB: another reader than the one that wrote them. */
final class TablesInDuckDb implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final Statement statement;

    TablesInDuckDb(String folder) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        statement = connection.createStatement();
        for (String each : SqlScript.statements(new DuckDbScript(folder).text())) {
            statement.execute(each);
        }
        statement.execute("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'"); // the truths' queries
    }

    /** The rows of a query, each an object with its columns. */
    List<JsonNode> objects(String query) throws SQLException {
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode row : rows("SELECT to_json(r)::VARCHAR FROM (" + query + ") r")) {
            try {
                rows.add(JSON.readTree(row.get(0).asText()));
            } catch (java.io.IOException e) {
                throw new IllegalStateException(query, e);
            }
        }
        return rows;
    }

    /** The rows of a query, an array of arrays. */
    JsonNode rows(String query) throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(plain(result.getObject(i)));
                }
                rows.add(row);
            }
        }
        return JSON.valueToTree(rows);
    }

    private static Object plain(Object value) throws SQLException {
        if (!(value instanceof Array array)) {
            return value;
        }
        List<Object> elements = new ArrayList<>();
        for (Object element : (Object[]) array.getArray()) {
            elements.add(plain(element));
        }
        return elements;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
        connection.close();
    }
}
