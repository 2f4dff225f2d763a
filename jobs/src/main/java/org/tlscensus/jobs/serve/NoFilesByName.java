package org.tlscensus.jobs.serve;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.runtime.BoxedUnit;

/**
 * Says of a file in a table's place, such as {@code csv.`/tmp/x`}, that it is not read. Without
 * this Spark says that there is no table of that name, as the setting makes it.
 */
final class NoFilesByName extends Rule<LogicalPlan> {
    private final SparkSession session;

    NoFilesByName(SparkSession session) {
        this.session = session;
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        if (!ReadOnly.isExempt(session)) {
            plan.foreach(
                    node -> {
                        if (node instanceof UnresolvedRelation relation && isFile(relation)) {
                            throw ReadOnly.refusal("it reads no other files or sources");
                        }
                        return BoxedUnit.UNIT;
                    });
        }
        return plan;
    }

    private static boolean isFile(UnresolvedRelation relation) {
        String name = relation.multipartIdentifier().last();
        return relation.multipartIdentifier().size() == 2
                && (name.indexOf('/') >= 0 || name.indexOf(':') >= 0);
    }
}
