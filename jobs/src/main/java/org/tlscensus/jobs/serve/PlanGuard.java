package org.tlscensus.jobs.serve;

import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.Function1;
import scala.Option;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Has every analyzed plan judged before it is run: a command before it acts, a query before it
 * reads. Spark makes one by its name.
 */
public final class PlanGuard extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
    /**
     * Functions that run Java methods, read files, or hand XML and XPath of strangers to the Java
     * library. Spark evaluates some expressions while it analyzes, before a plan can be judged; so
     * these do not even come to be.
     */
    private static final String FUNCTIONS =
            """
            reflect try_reflect java_method from_protobuf to_protobuf from_xml schema_of_xml
            xpath xpath_boolean xpath_double xpath_float xpath_int xpath_long xpath_number
            xpath_short xpath_string
            """;

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        extensions.injectResolutionRule(NoFilesByName::new);
        extensions.injectCheckRule(PlanGuard::rule);
        FUNCTIONS
                .lines()
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .forEach(name -> extensions.injectFunction(refused(name)));
        return BoxedUnit.UNIT;
    }

    private static Function1<LogicalPlan, BoxedUnit> rule(SparkSession session) {
        PlanRules rules =
                new PlanRules(
                        ArchiveFiles.of(
                                session.sparkContext().getConf().get(ReadOnly.TABLES),
                                session.sparkContext().hadoopConfiguration()));
        return plan -> {
            if (!ReadOnly.isExempt(session)) {
                rules.check(plan);
            }
            return BoxedUnit.UNIT;
        };
    }

    private static Tuple3<
                    FunctionIdentifier, ExpressionInfo, Function1<Seq<Expression>, Expression>>
            refused(String name) {
        return new Tuple3<>(
                new FunctionIdentifier(name, Option.empty()),
                new ExpressionInfo(PlanGuard.class.getName(), name),
                arguments -> {
                    throw ReadOnly.refusal("there is no function " + name);
                });
    }
}
