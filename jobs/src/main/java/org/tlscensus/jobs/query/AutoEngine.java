package org.tlscensus.jobs.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** An engine that is there at once; another takes over for good when it refuses a statement. */
public final class AutoEngine implements QueryEngine {
    private final Function<String, QueryEngine> other;
    private final List<SqlText> views = new ArrayList<>();
    private volatile QueryEngine engine;
    private boolean isOther;

    /**
     * @param first the engine at the beginning
     * @param other opens the other, given the reason in a few words
     */
    public AutoEngine(QueryEngine first, Function<String, QueryEngine> other) {
        engine = first;
        this.other = other;
    }

    @Override
    public Result run(SqlText statement) {
        try {
            return engine.run(statement);
        } catch (QueryError e) {
            takeOver(e, statement);
            return engine.run(statement);
        }
    }

    @Override
    public void addView(SqlText view) {
        try {
            engine.addView(view);
        } catch (QueryError e) {
            takeOver(e, view);
            engine.addView(view);
        }
        views.add(view);
    }

    /** Throws where the other engine would not take the statement either. */
    private void takeOver(QueryError error, SqlText statement) {
        if (isOther || error.blame() != QueryError.Blame.DIALECT) {
            throw error;
        }
        SparkGrammar.require(statement);
        QueryEngine next = other.apply(error.getMessage());
        engine.close();
        engine = next;
        isOther = true;
        views.forEach(engine::addView);
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
