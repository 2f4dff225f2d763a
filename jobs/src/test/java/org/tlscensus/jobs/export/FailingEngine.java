package org.tlscensus.jobs.export;

import java.util.List;
import java.util.Set;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.Result;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.SqlText;

/** An engine that fails at a later statement, to see what is left then. */
final class FailingEngine implements QueryEngine {
    private final QueryEngine engine;
    private int left;

    FailingEngine(QueryEngine engine, int statements) {
        this.engine = engine;
        left = statements;
    }

    @Override
    public Result run(SqlText statement) {
        if (left-- == 0) {
            throw new IllegalStateException("as wanted");
        }
        return engine.run(statement);
    }

    @Override
    public void addView(SqlText view) {
        engine.addView(view);
    }

    @Override
    public Set<String> unmadeOf(SqlText query) {
        return engine.unmadeOf(query);
    }

    @Override
    public List<String> names() {
        return engine.names();
    }

    @Override
    public List<ResultColumn> columns(String name) {
        return engine.columns(name);
    }

    @Override
    public void cancel() {
        engine.cancel();
    }

    @Override
    public void close() {
        engine.close();
    }
}
