package org.tlscensus.core.flow;

import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Entries by flow key: open addressing over hashes, 8 bytes a slot, so that a look-up touches
 * nothing but its slot and its entry and makes no object.
 *
 * <p>Invariant: between an entry's home slot and its slot no slot is empty (linear probing, removal
 * shifts back). One per task, not thread-safe.
 */
public final class FlowTable<E extends FlowEntry> {
    /** What a slot costs, by the mean share of slots in use. */
    public static final int BYTES_PER_ENTRY = 18;

    private static final int MOST_SLOTS = 1 << 28;

    private int[] hashes;
    private FlowEntry[] entries;
    private int mask;
    private int size;
    private int hand; // where the next sweep goes on

    public FlowTable() {
        allocate(1 << 10);
    }

    private void allocate(int capacity) {
        hashes = new int[capacity];
        entries = new FlowEntry[capacity];
        mask = capacity - 1;
        hand = 0;
        size = 0;
    }

    public int size() {
        return size;
    }

    /** The entry of a key, or null. */
    @SuppressWarnings("unchecked") // put takes nothing but E
    public E get(FlowKey key) {
        return (E) entries[slotOf(key.words)];
    }

    /** Whether there is an entry of a key. */
    public boolean has(long[] words) {
        return entries[slotOf(words)] != null;
    }

    /** Puts an entry in the place of the one with its key, if there is one. */
    public void put(E entry) {
        long[] words = entry.key();
        int slot = slotOf(words);
        if (entries[slot] == null) {
            if (size >= (mask + 1) * 5L / 8) {
                resize((mask + 1) * 2);
                slot = slotOf(words);
            }
            hashes[slot] = hash(words);
            size++;
        }
        entries[slot] = entry;
    }

    private static int hash(long[] words) {
        return (int) FlowKey.hash(words);
    }

    private int slotOf(long[] words) {
        int hash = hash(words);
        int slot = hash & mask;
        while (entries[slot] != null && !(hashes[slot] == hash && entries[slot].has(words))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void resize(int capacity) {
        if (capacity > MOST_SLOTS) {
            throw new IllegalStateException("flow table beyond 2^28 slots");
        }
        int[] oldHashes = hashes;
        FlowEntry[] oldEntries = entries;
        allocate(capacity);
        for (int i = 0; i < oldEntries.length; i++) {
            if (oldEntries[i] != null) {
                insert(oldHashes[i], oldEntries[i]);
            }
        }
    }

    /**
     * Looks at the next {@code slots} slots, going round, and removes the entries that the test
     * wants out. The test may be asked of an entry twice in a round, since removal moves entries.
     */
    @SuppressWarnings("unchecked") // put takes nothing but E
    public void sweep(int slots, Predicate<E> isOut) {
        for (int i = 0; i < slots; i++) {
            E entry = (E) entries[hand];
            if (entry != null && isOut.test(entry)) {
                remove(hand); // another entry may have moved here: look again
            } else {
                hand = hand + 1 & mask;
            }
        }
    }

    /** Removes the entry of a key, if there is one. */
    public void remove(long[] words) {
        int slot = slotOf(words);
        if (entries[slot] != null) {
            remove(slot);
        }
    }

    /** Goes over all entries once. */
    @SuppressWarnings("unchecked") // put takes nothing but E
    public void forEach(Consumer<E> action) {
        for (FlowEntry entry : entries) {
            if (entry != null) {
                action.accept((E) entry);
            }
        }
    }

    /** Puts in the place of each entry what it becomes, of the same key; null removes it. */
    @SuppressWarnings("unchecked") // put takes nothing but E
    public void replaceAll(UnaryOperator<E> successor) {
        int[] oldHashes = hashes;
        FlowEntry[] oldEntries = entries;
        allocate(oldEntries.length);
        for (int i = 0; i < oldEntries.length; i++) {
            if (oldEntries[i] != null) {
                E next = successor.apply((E) oldEntries[i]);
                oldEntries[i] = null; // what becomes of it may be much
                if (next != null) {
                    insert(oldHashes[i], next);
                }
            }
        }
    }

    private void insert(int hash, FlowEntry entry) {
        int slot = hash & mask;
        while (entries[slot] != null) {
            slot = slot + 1 & mask;
        }
        hashes[slot] = hash;
        entries[slot] = entry;
        size++;
    }

    private void remove(int slot) {
        int hole = slot;
        int next = slot + 1 & mask;
        while (entries[next] != null) {
            int home = hashes[next] & mask;
            if ((next - home & mask) >= (next - hole & mask)) {
                hashes[hole] = hashes[next];
                entries[hole] = entries[next];
                hole = next;
            }
            next = next + 1 & mask;
        }
        entries[hole] = null;
        size--;
    }
}
