package org.tlscensus.jobs.frame;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Looks up for each question what is known under a key. Both are sorted into one order, so that a
 * task holds what is known under one key, and no questions: as many of them as an outsider likes
 * may have the same key.
 */
public final class Lookup {
    private Lookup() {}

    /** Text that a question tells of itself. */
    @FunctionalInterface
    public interface Text<Q> extends Function<Q, String>, Serializable {}

    /**
     * A question with what is known.
     *
     * @param known empty when nothing is
     */
    public record Answered<Q, A>(Q question, List<A> known) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** By what both are sorted: what is known under a key stands before the questions for it. */
    private record Place(String key, boolean isQuestion, String order)
            implements Comparable<Place>, Serializable {
        private static final long serialVersionUID = 1L;

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::key)
                        .thenComparing(Place::isQuestion)
                        .thenComparing(Place::order);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        /** Decides the partition, which is one for each key. */
        @Override
        public int hashCode() {
            return key.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place && compareTo(place) == 0;
        }
    }

    /**
     * Every question with what is known under its key.
     *
     * @param key under which an answer is looked up
     * @param order of the questions of one key
     * @param partitions of the result, each in the order of the keys
     */
    public static <Q extends Serializable, A extends Serializable> JavaRDD<Answered<Q, A>> of(
            JavaRDD<Q> questions,
            Text<Q> key,
            Text<Q> order,
            JavaPairRDD<String, A> known,
            int partitions) {
        JavaPairRDD<Place, Serializable> asked =
                questions.mapToPair(
                        q -> new Tuple2<>(new Place(key.apply(q), true, order.apply(q)), q));
        JavaPairRDD<Place, Serializable> told =
                known.mapToPair(
                        answer -> new Tuple2<>(new Place(answer._1(), false, ""), answer._2()));
        return told.union(asked)
                .repartitionAndSortWithinPartitions(new HashPartitioner(partitions))
                .mapPartitions(places -> new Merged<>(places));
    }

    private static final class Merged<Q, A> implements Iterator<Answered<Q, A>> {
        private final Iterator<Tuple2<Place, Serializable>> places;
        private String key; // under which the answers are known
        private List<A> known = new ArrayList<>();
        private Answered<Q, A> next;

        Merged(Iterator<Tuple2<Place, Serializable>> places) {
            this.places = places;
            next = advance();
        }

        @SuppressWarnings("unchecked") // what a place holds is told by the place
        private Answered<Q, A> advance() {
            while (places.hasNext()) {
                Tuple2<Place, Serializable> entry = places.next();
                Place place = entry._1();
                if (!place.key().equals(key)) {
                    key = place.key();
                    known = new ArrayList<>();
                }
                if (place.isQuestion()) {
                    return new Answered<>((Q) entry._2(), known);
                }
                known.add((A) entry._2());
            }
            return null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Answered<Q, A> next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            Answered<Q, A> answered = next;
            next = advance();
            return answered;
        }
    }
}
