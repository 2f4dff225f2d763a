package org.tlscensus.jobs.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.ByteBuffer;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Of Spark's jars some are left out. What is left has to do for a block that leaves memory: where
 * it is an array, as a task's code is, Spark writes it by Kryo, whatever serializer is set.
 */
class BlockEvictionTest {
    @Test
    void arraysCanLeaveMemory() {
        SerializerInstance kryo = new KryoSerializer(new SparkConf(false)).newInstance();
        ClassTag<byte[]> type = ClassTag$.MODULE$.apply(byte[].class);
        byte[] block = {1, 2, 3};
        ByteBuffer written = kryo.serialize(block, type);
        assertArrayEquals(block, kryo.<byte[]>deserialize(written, type));
    }
}
