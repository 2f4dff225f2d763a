package org.tlscensus.jobs.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.jobs.SharedSession;
import scala.Tuple2;

@ExtendWith(SharedSession.class)
class LookupTest {
    private static JavaRDD<Lookup.Answered<String, String>> answers(
            SparkSession spark, List<String> questions, int partitions) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        List<Tuple2<String, String>> known =
                List.of(
                        new Tuple2<>("a", "one"),
                        new Tuple2<>("b", "two"),
                        new Tuple2<>("b", "three"),
                        new Tuple2<>("nobody asks", "four"));
        return Lookup.of(
                context.parallelize(questions, 3),
                question -> question.split(":", 2)[0],
                question -> question.split(":", 2)[1],
                context.parallelizePairs(known, 2),
                partitions);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void everyQuestionGetsWhatIsKnownUnderItsKey(int partitions, SparkSession spark) {
        List<String> questions = List.of("b:2", "a:1", "c:1", "b:1", "b:1", "a:0");
        List<String> found = new ArrayList<>();
        for (var answer : answers(spark, questions, partitions).collect()) {
            List<String> known = answer.known().stream().sorted().toList();
            found.add(answer.question() + " " + known);
        }
        assertEquals(
                List.of(
                        "a:0 [one]",
                        "a:1 [one]",
                        "b:1 [three, two]",
                        "b:1 [three, two]",
                        "b:2 [three, two]",
                        "c:1 []"),
                found.stream().sorted().toList());
    }

    /** Files are written in this order. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aPartitionIsInTheOrderOfKeysAndQuestions(int partitions, SparkSession spark) {
        List<String> questions = List.of("b:2", "c:9", "a:1", "d:3", "b:1", "a:0", "d:2");
        for (List<String> partition :
                answers(spark, questions, partitions)
                        .map(Lookup.Answered::question)
                        .glom()
                        .collect()) {
            assertEquals(partition.stream().sorted().toList(), partition);
        }
    }
}
