package org.tlscensus.jobs.schema;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RecordRunTest {
    @Test
    void keepsKeysAndRecordsInOrder() {
        RecordRun run = new RecordRun();
        for (int i = 0; i < 1000; i++) {
            run.add(i * 7L, -i, new byte[i]);
        }
        assertEquals(1000, run.count());
        assertEquals(1000 * (8 + 8 + 4) + 999 * 1000 / 2, run.size());

        RecordRun.Cursor cursor = RecordRun.cursor(run.take(), 2);
        for (int i = 0; i < 1000; i++) {
            assertTrue(cursor.next());
            assertEquals(i * 7L, cursor.key(0));
            assertEquals(-i, cursor.key(1));
            assertEquals(i, cursor.record().length);
        }
        assertFalse(cursor.next());
        assertEquals(0, run.size());
    }

    @Test
    void entriesAreCopiedAndFoundByTheirPlace() {
        RecordRun run = new RecordRun();
        run.add(1, new byte[] {1});
        run.add(2, new byte[] {2, 2});
        RecordRun.Cursor cursor = RecordRun.cursor(run.take(), 1);
        cursor.next();
        cursor.next();
        int place = cursor.place();
        run.add(cursor);
        RecordRun.Cursor copied = RecordRun.cursor(run.take(), 1);
        copied.next();
        assertEquals(2, copied.key(0));
        assertArrayEquals(new byte[] {2, 2}, copied.record());

        cursor.at(0);
        assertEquals(1, cursor.key(0));
        cursor.at(place);
        assertArrayEquals(new byte[] {2, 2}, cursor.record());
    }

    @Test
    void runWithoutKeysMayBeEmpty() {
        RecordRun run = new RecordRun();
        assertFalse(RecordRun.cursor(run.take(), 0).next());
        run.add(new byte[0]);
        RecordRun.Cursor cursor = RecordRun.cursor(run.take(), 0);
        assertTrue(cursor.next());
        assertEquals(0, cursor.record().length);
        assertFalse(cursor.next());
    }
}
