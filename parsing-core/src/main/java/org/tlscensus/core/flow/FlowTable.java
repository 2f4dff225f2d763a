package org.tlscensus.core.flow;

import java.util.function.Predicate;

/**
 * Values by flow key: open addressing over primitive words, so that a look-up touches one line of
 * memory in the common case and makes no object.
 *
 * <p>Invariant: between a key's home slot and its slot no slot is empty (linear probing, removal
 * shifts back). One per task, not thread-safe.
 */
public final class FlowTable<V> {
    private static final int STRIDE = FlowKey.WORDS;

    private long[] keys;
    private Object[] values;
    private int mask;
    private int size;
    private int hand; // where the next sweep goes on

    public FlowTable() {
        allocate(1 << 10);
    }

    private void allocate(int capacity) {
        keys = new long[capacity * STRIDE];
        values = new Object[capacity];
        mask = capacity - 1;
        hand = 0;
    }

    public int size() {
        return size;
    }

    /** The value of a key, or null. */
    @SuppressWarnings("unchecked") // put takes nothing but V
    public V get(FlowKey key) {
        return (V) values[slotOf(key.words)];
    }

    /** Sets the value of a key that may be there or not. */
    public void put(FlowKey key, V value) {
        int slot = slotOf(key.words);
        if (values[slot] == null) {
            if (size >= (mask + 1) * 5L / 8) {
                grow();
                slot = slotOf(key.words);
            }
            System.arraycopy(key.words, 0, keys, slot * STRIDE, STRIDE);
            size++;
        }
        values[slot] = value;
    }

    private int slotOf(long[] words) {
        int slot = (int) FlowKey.hash(words) & mask;
        while (values[slot] != null && !holds(slot, words)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean holds(int slot, long[] words) {
        int at = slot * STRIDE;
        return keys[at + 4] == words[4]
                && keys[at + 1] == words[1]
                && keys[at + 3] == words[3]
                && keys[at] == words[0]
                && keys[at + 2] == words[2];
    }

    private void grow() {
        if (mask + 1 >= 1 << 26) {
            throw new IllegalStateException("flow table beyond 2^26 slots");
        }
        long[] oldKeys = keys;
        Object[] oldValues = values;
        allocate((mask + 1) * 2);
        size = 0;
        long[] words = new long[STRIDE];
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != null) {
                System.arraycopy(oldKeys, i * STRIDE, words, 0, STRIDE);
                insert(words, oldValues[i]);
            }
        }
    }

    /**
     * Looks at the next {@code slots} slots, going round, and removes the values that the test
     * wants out. The test may be asked of a value twice in a round, since removal moves values.
     */
    @SuppressWarnings("unchecked") // put takes nothing but V
    public void sweep(int slots, Predicate<V> isOut) {
        for (int i = 0; i < slots; i++) {
            V value = (V) values[hand];
            if (value != null && isOut.test(value)) {
                remove(hand); // another value may have moved here: look again
            } else {
                hand = hand + 1 & mask;
            }
        }
    }

    /** Removes the value of a key, if there is one. */
    public void remove(long[] words) {
        int slot = slotOf(words);
        if (values[slot] != null) {
            remove(slot);
        }
    }

    /** Goes over all values once and removes those that the test wants out. */
    @SuppressWarnings("unchecked") // put takes nothing but V
    public void removeIf(Predicate<V> isOut) {
        long[] oldKeys = keys;
        Object[] oldValues = values;
        allocate(oldValues.length);
        size = 0;
        long[] words = new long[STRIDE];
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != null && !isOut.test((V) oldValues[i])) {
                System.arraycopy(oldKeys, i * STRIDE, words, 0, STRIDE);
                insert(words, oldValues[i]);
            }
        }
    }

    private void insert(long[] words, Object value) {
        int slot = slotOf(words);
        System.arraycopy(words, 0, keys, slot * STRIDE, STRIDE);
        values[slot] = value;
        size++;
    }

    private void remove(int slot) {
        int hole = slot;
        int next = slot + 1 & mask;
        long[] words = new long[STRIDE];
        while (values[next] != null) {
            System.arraycopy(keys, next * STRIDE, words, 0, STRIDE);
            int home = (int) FlowKey.hash(words) & mask;
            if ((next - home & mask) >= (next - hole & mask)) {
                System.arraycopy(words, 0, keys, hole * STRIDE, STRIDE);
                values[hole] = values[next];
                hole = next;
            }
            next = next + 1 & mask;
        }
        values[hole] = null;
        size--;
    }
}
