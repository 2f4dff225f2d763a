package org.tlscensus.jobs.serve;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.analysis.LocalTempView$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.UserDefinedExpression;
import org.apache.spark.sql.catalyst.plans.QueryPlan;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.command.CreateViewCommand;
import org.apache.spark.sql.execution.command.DropTempViewCommand;
import org.apache.spark.sql.execution.command.SetCommand;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import scala.Option;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/** What a plan may consist of, by classes of Spark: of those that are not listed none is run. */
final class PlanRules {
    private static final String LOGICAL = "org.apache.spark.sql.catalyst.plans.logical.";
    private static final String COMMAND = "org.apache.spark.sql.execution.command.";
    private static final String ANALYSIS = "org.apache.spark.sql.catalyst.analysis.";
    private static final String STATISTICS = "org.apache.spark.sql.execution.stat.";
    private static final String EXPRESSIONS = "org.apache.spark.sql.catalyst.expressions.";

    /** Of {@link #LOGICAL}: they make rows of rows, and do nothing else. */
    private static final Set<String> OPERATORS =
            words(
                    """
                    Aggregate AsOfJoin CTERelationDef CTERelationRef CollectMetrics CommandResult
                    DataFrameDropColumns Deduplicate DeserializeToObject Distinct DomainJoin
                    EmptyRelation Except Expand Filter Generate GlobalLimit Intersect Join
                    LateralJoin LimitAll LocalLimit LocalRelation NearestByJoin Offset
                    OneRowRelation Pivot Project Range RebalancePartitions Repartition
                    RepartitionByExpression ResolvedHint Sample Sort Subquery SubqueryAlias Tail
                    Transpose Union UnionLoop UnionLoopRef UnresolvedHint Unpivot View Window
                    WindowGroupLimit WithCTE WithWindowDefinition
                    """);

    /** Of {@link #LOGICAL} and {@link #COMMAND}: they tell what there is. */
    private static final Set<String> COMMANDS =
            words(
                    """
                    DescribeColumn DescribeColumnCommand DescribeDatabaseCommand DescribeFunction
                    DescribeFunctionCommand DescribeNamespace DescribeQueryCommand DescribeRelation
                    DescribeRelationJsonCommand DescribeTableCommand ExplainCommand
                    ShowCatalogsCommand ShowCollationsCommand ShowColumns ShowColumnsCommand
                    ShowCreateTable ShowCreateTableCommand ShowCurrentNamespaceCommand
                    ShowFunctions ShowFunctionsCommand ShowNamespacesCommand ShowPartitions
                    ShowPartitionsCommand ShowTableProperties ShowTablePropertiesCommand ShowTables
                    ShowTablesCommand ShowTablesExtended ShowViews ShowViewsCommand
                    """);

    private final ArchiveFiles files;

    PlanRules(ArchiveFiles files) {
        this.files = files;
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    /** Throws what the client is told when a plan is not to be run. */
    void check(LogicalPlan plan) {
        if (plan instanceof LogicalRelation relation) {
            checkFiles(relation);
        } else if (plan instanceof Command) {
            checkCommand(plan);
        } else if (!is(plan, LOGICAL, OPERATORS) && !isName(plan)) {
            throw ReadOnly.refusal(words(plan) + " is not allowed");
        }
        CollectionConverters.asJava(plan.expressions()).forEach(this::check);
        CollectionConverters.asJava(plan.children()).forEach(this::check);
        for (QueryPlan<?> inner : CollectionConverters.asJava(plan.innerChildren())) {
            if (inner instanceof LogicalPlan query && isAnalyzedHere(plan)) {
                check(query);
            }
        }
    }

    /** Others have it analyzed, and so checked, when they are run, or have run already. */
    private static boolean isAnalyzedHere(LogicalPlan plan) {
        return !(plan instanceof Command) || plan instanceof CreateViewCommand;
    }

    private void checkCommand(LogicalPlan plan) {
        if (plan instanceof SetCommand set) {
            checkSetting(set.kv());
        } else if (plan instanceof CreateViewCommand view) {
            if (!view.viewType().equals(LocalTempView$.MODULE$)) {
                throw ReadOnly.refusal("views are temporary and their session's own");
            }
        } else if (!(plan instanceof DropTempViewCommand)
                && !is(plan, LOGICAL, COMMANDS)
                && !is(plan, COMMAND, COMMANDS)) {
            throw ReadOnly.refusal(words(plan) + " is not allowed");
        }
    }

    private static void checkSetting(Option<Tuple2<String, Option<String>>> setting) {
        String key = setting.isEmpty() ? "" : setting.get()._1();
        boolean isReading = !setting.isEmpty() && setting.get()._2().isEmpty();
        if (isReading ? !ClientSettings.isReadable(key) : !ClientSettings.isChangeable(key)) {
            throw ReadOnly.refusal(
                    key.isEmpty() ? "settings are not listed" : RequestRules.setting(key));
        }
    }

    private void checkFiles(LogicalRelation relation) {
        if (!(relation.relation() instanceof HadoopFsRelation read)) {
            throw ReadOnly.refusal("it reads no other sources");
        }
        CollectionConverters.asJava(read.location().rootPaths()).forEach(this::checkPath);
        CollectionConverters.asJava(read.options()).forEach(this::checkOption);
    }

    private void checkPath(Path path) {
        if (!files.hold(path)) {
            throw ReadOnly.refusal("it reads no other files");
        }
    }

    /** A table's own options say where it is and no more; those of a query would say the rest. */
    private void checkOption(String name, String value) {
        if (name.equalsIgnoreCase("path")) {
            checkPath(new Path(value));
        } else if (!name.equalsIgnoreCase("serialization.format")) {
            throw ReadOnly.refusal("tables are read without options");
        }
    }

    private void check(Expression expression) {
        String name = expression.getClass().getName();
        if (expression instanceof UserDefinedExpression
                || name.endsWith(".CallMethodViaReflection")
                || Stream.of(EXPRESSIONS, ANALYSIS, STATISTICS).noneMatch(name::startsWith)) {
            throw ReadOnly.refusal(
                    "it runs no functions of clients (" + expression.prettyName() + ")");
        }
        if (expression instanceof PlanExpression<?> subquery
                && subquery.plan() instanceof LogicalPlan plan) {
            check(plan);
        }
        CollectionConverters.asJava(expression.children()).forEach(this::check);
    }

    /** What a command is about, such as a namespace that was found. */
    private static boolean isName(LogicalPlan plan) {
        return plan.getClass().getName().startsWith(ANALYSIS + "Resolved");
    }

    private static boolean is(LogicalPlan plan, String in, Set<String> names) {
        return names.contains(plan.getClass().getSimpleName())
                && plan.getClass().getName().startsWith(in);
    }

    /** A class's name as words: InsertIntoHadoopFsRelationCommand says what it does. */
    private static String words(LogicalPlan plan) {
        return String.join(
                " ",
                Arrays.stream(plan.getClass().getSimpleName().split("(?<=[a-z])(?=[A-Z])", -1))
                        .map(word -> word.replace("$", "").toLowerCase(Locale.ROOT))
                        .filter(word -> !word.equals("command"))
                        .toList());
    }
}
