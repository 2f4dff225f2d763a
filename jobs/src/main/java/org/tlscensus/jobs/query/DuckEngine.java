package org.tlscensus.jobs.query;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.LocalArchive;

/**
 * DuckDB as the engine, within this process, over tables of this machine. It answers questions and
 * changes nothing. A table or view is made known to it when a statement first names it, so that a
 * small question costs little.
 */
public final class DuckEngine implements QueryEngine {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    /** What a statement that only reads may begin with. */
    private static final Pattern QUESTION =
            Pattern.compile(
                    "(\\s|\\(|--[^\\n]*\\n|/\\*.*?\\*/)*"
                            + "(SELECT|WITH|FROM|VALUES|TABLE|DESCRIBE|DESC|SHOW|SUMMARIZE)\\b.*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * Bytes of a table's files up to which it is kept; in memory it has some twenty times as many.
     */
    private static final long MOST_KEPT_BYTES = 8L << 20;

    private final LocalArchive archive;
    private final DuckSession session;
    private final Connection connection;
    private final ReadTables read = new ReadTables();
    private final DuckSyntax syntax;
    private final boolean isForTablesOnly;
    private final Map<String, SqlText> views = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> kept = new HashSet<>(); // tables; or were too much for it
    private volatile Statement running;
    private volatile boolean isGivenUp;

    /**
     * Opens an archive.
     *
     * @throws org.tlscensus.jobs.failure.UserError when the folder has no tables
     */
    public DuckEngine(String tables) {
        this(LocalArchive.open(tables), DuckSession.megabytes(), false);
    }

    /**
     * Opens an archive for statements of somebody who may know its tables and nothing else: not
     * even other files in their folder.
     *
     * @param megabytes of memory that an answer may take
     * @throws org.tlscensus.jobs.failure.UserError when the folder has no tables
     */
    public static DuckEngine forTablesOnly(LocalArchive archive, int megabytes) {
        return new DuckEngine(archive, megabytes, true);
    }

    private DuckEngine(LocalArchive archive, long megabytes, boolean isForTablesOnly) {
        this.archive = archive;
        this.isForTablesOnly = isForTablesOnly;
        session = DuckSession.open(List.of(archive.root()), megabytes);
        connection = session.connection();
        syntax = new DuckSyntax(connection);
        for (SqlText view : SqlText.views()) {
            views.put(view.viewName(), view);
            read.addView(view);
        }
    }

    @Override
    public Result run(SqlText statement) {
        if (!QUESTION.matcher(statement.text()).matches()) {
            throw new QueryError(QueryError.Blame.DIALECT, 0, "it only reads here", null);
        }
        isGivenUp = false;
        try {
            String sql = SparkDialect.toDuckDb(statement.query());
            requireAllowed(sql);
            makeKnown(statement.text());
            return new DuckResult(execute(sql));
        } catch (SQLException e) {
            throw DuckFailure.of(e);
        }
    }

    private void requireAllowed(String sql) throws SQLException {
        if (isForTablesOnly) {
            syntax.requireTablesOnly(sql);
        } else {
            syntax.requireQuestion(sql);
        }
    }

    private Statement execute(String sql) throws SQLException {
        Statement statement = connection.createStatement();
        running = statement;
        try {
            statement.execute(sql);
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw isGivenUp ? e : session.cause(sql, e, again -> running = again);
        }
    }

    /** Makes known what a text names; what it names again, and is little, is kept in memory. */
    private void makeKnown(String text) throws SQLException {
        List<String> names = new ArrayList<>();
        addNames(text, new HashSet<>(), names);
        for (String name : names) {
            if (known.add(name)) {
                SqlText view = views.get(name);
                String query = view == null ? rows(name) : SparkDialect.toDuckDb(view.query());
                makeView(name, query);
            } else if (!views.containsKey(name) && kept.add(name) && isLittle(name)) {
                keep(name);
            }
        }
    }

    /** Tables and views that a text names, those first that others rest on. */
    private void addNames(String text, Set<String> seen, List<String> names) {
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            String name = word.group().toLowerCase(Locale.ROOT);
            SqlText view = views.get(name);
            if ((view != null || isTable(name)) && seen.add(name)) {
                if (view != null) {
                    addNames(view.text(), seen, names);
                }
                names.add(name);
            }
        }
    }

    private boolean isLittle(String name) {
        long bytes = 0;
        for (String file : archive.files(name)) {
            bytes += Path.of(file).toFile().length();
        }
        return bytes <= MOST_KEPT_BYTES;
    }

    /** Spares later statements the files' footers and the decoding of what they hold. */
    private void keep(String name) throws SQLException {
        execute("DROP VIEW \"" + name + '"').close();
        execute("CREATE TEMP TABLE \"" + name + "\" AS " + rows(name)).close();
    }

    private boolean isTable(String name) {
        return Table.named(name).isPresent() || archive.names().contains(name);
    }

    private String rows(String name) {
        List<String> files = archive.files(name);
        Optional<Table> table = Table.named(name);
        return table.isPresent() ? DuckTables.rows(table.get(), files) : DuckTables.rows(files);
    }

    private void makeView(String name, String query) throws SQLException {
        execute("CREATE OR REPLACE VIEW \"" + name + "\" AS " + query).close();
    }

    @Override
    public void addView(SqlText view) {
        String name = view.viewName();
        try {
            makeKnown(view.text());
            makeView(name, SparkDialect.toDuckDb(view.query()));
            known.add(name);
            views.put(name, view);
            read.addView(view);
        } catch (SQLException e) {
            throw DuckFailure.of(e);
        }
    }

    @Override
    public Set<String> unmadeOf(SqlText query) {
        Set<String> names = read.of(query);
        names.removeIf(
                name ->
                        archive.names().contains(name)
                                || Table.named(name)
                                        .filter(table -> !table.maker().equals("ingest"))
                                        .isEmpty());
        return names;
    }

    @Override
    public List<String> names() {
        Set<String> names = new TreeSet<>(archive.names());
        names.addAll(views.keySet());
        for (Table table : Table.values()) {
            names.add(table.tableName());
        }
        return List.copyOf(names);
    }

    @Override
    public List<ResultColumn> columns(String name) {
        try (Result result = run(new SqlText("", name, "SELECT * FROM `" + name + "` LIMIT 0"))) {
            return new ArrayList<>(result.columns());
        }
    }

    @Override
    public void cancel() {
        Statement statement = running;
        isGivenUp = true;
        try {
            if (statement != null && !statement.isClosed()) {
                statement.cancel();
            }
        } catch (SQLException e) {
            throw DuckFailure.of(e);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
