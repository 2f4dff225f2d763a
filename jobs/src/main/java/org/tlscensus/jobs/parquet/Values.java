package org.tlscensus.jobs.parquet;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;

/**
 * The values of a column in a row group: places in a dictionary as long as that saves something,
 * then the values themselves, one after the other. When to give the dictionary up is decided as by
 * Parquet's own writer.
 */
@SuppressWarnings("deprecation") // the encodings that pages of version 1 name
final class Values {
    private static final int MAX_DICTIONARY_BYTES = 1 << 20;
    private static final int MAX_PROBES = 100; // values that an outsider chose to collide
    private static final int LENGTH_BYTES = 4;

    private final boolean hasLengths;
    private final int width; // bytes of a number
    private final RunEncoder runs = new RunEncoder();

    // The dictionary's entries, in the plain encoding, or once it is given up this page's values.
    private byte[] plain = new byte[256];
    private int size;
    private int[] ends = new int[16]; // of the entries
    private long[] numbers = new long[16]; // the entries, where they are such
    private int[] lastPages = new int[16]; // in which they were found
    private int entries;
    private int[] slots = new int[64]; // 1 + place of an entry; 0 is free

    private int[] places = new int[256]; // this page's values
    private int count;
    private long plainBytes; // of this page's values, were they plain
    private int page = 1;
    private boolean hasDictionary = true;
    private DictionaryPage dictionary;

    private Values(boolean hasLengths, int width) {
        this.hasLengths = hasLengths;
        this.width = width;
    }

    /** Values of any length, which stands before each. */
    static Values ofBytes() {
        return new Values(true, 0);
    }

    /** Numbers of so many bytes, the lowest first. */
    static Values ofNumbers(int width) {
        return new Values(false, width);
    }

    /**
     * Adds a value.
     *
     * @return false when this page is known to hold it already
     */
    boolean add(byte[] bytes, int from, int length) {
        plainBytes += length + LENGTH_BYTES;
        if (hasDictionary) {
            int place = place(bytes, from, length);
            if (place >= 0) {
                return addPlace(place);
            }
            giveUpDictionary();
        }
        append(bytes, from, length);
        return true;
    }

    /**
     * Adds a number.
     *
     * @return false when this page is known to hold it already
     */
    boolean add(long number) {
        plainBytes += width;
        if (hasDictionary) {
            int place = place(number);
            if (place >= 0) {
                return addPlace(place);
            }
            giveUpDictionary();
        }
        append(number);
        return true;
    }

    private boolean addPlace(int place) {
        if (count == places.length) {
            places = Arrays.copyOf(places, count * 2);
        }
        places[count++] = place;
        boolean isNew = lastPages[place] != page;
        lastPages[place] = page;
        return isNew;
    }

    private int place(long number) {
        int mask = slots.length - 1;
        int slot = hash(number) & mask;
        for (int probes = 0; slots[slot] != 0; slot = slot + 1 & mask) {
            if (numbers[slots[slot] - 1] == number) {
                return slots[slot] - 1;
            }
            if (++probes == MAX_PROBES) {
                return -1;
            }
        }
        if (size + width > MAX_DICTIONARY_BYTES) {
            return -1;
        }
        append(number);
        if (entries == numbers.length) {
            numbers = Arrays.copyOf(numbers, entries * 2);
        }
        numbers[entries] = number;
        return addEntry(slot);
    }

    private static int hash(long number) {
        return (int) (number * 0x9e3779b97f4a7c15L >>> 32);
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        hash *= 0x9e3779b9;
        return hash ^ hash >>> 16;
    }

    /** The place of a value in the dictionary, which may grow by it; -1 where it must not. */
    private int place(byte[] bytes, int from, int length) {
        int mask = slots.length - 1;
        int slot = hash(bytes, from, from + length) & mask;
        for (int probes = 0; slots[slot] != 0; slot = slot + 1 & mask) {
            int place = slots[slot] - 1;
            int start = start(place);
            if (Arrays.equals(plain, start, ends[place], bytes, from, from + length)) {
                return place;
            }
            if (++probes == MAX_PROBES) {
                return -1;
            }
        }
        if (size + length + LENGTH_BYTES > MAX_DICTIONARY_BYTES) {
            return -1;
        }
        append(bytes, from, length);
        return addEntry(slot);
    }

    private int addEntry(int slot) {
        slots[slot] = ++entries;
        if (entries > ends.length) {
            ends = Arrays.copyOf(ends, entries * 2);
            lastPages = Arrays.copyOf(lastPages, entries * 2);
        }
        ends[entries - 1] = size;
        if (entries > slots.length / 2) {
            growSlots();
        }
        return entries - 1;
    }

    private int start(int place) {
        return LENGTH_BYTES + (place == 0 ? 0 : ends[place - 1]);
    }

    private void growSlots() {
        slots = new int[slots.length * 4];
        int mask = slots.length - 1;
        for (int i = 0; i < entries; i++) {
            int slot = (hasLengths ? hash(plain, start(i), ends[i]) : hash(numbers[i])) & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = i + 1;
        }
    }

    private void append(long number) {
        reserve(width);
        long rest = number;
        for (int i = 0; i < width; i++) {
            plain[size++] = (byte) rest;
            rest >>= 8;
        }
    }

    private void reserve(int wanted) {
        if (wanted > plain.length - size) {
            int enough = Math.addExact(size, wanted);
            plain = Arrays.copyOf(plain, Math.max(enough, (int) Math.min(size * 2L, 1 << 30)));
        }
    }

    private void append(byte[] bytes, int from, int length) {
        reserve(length + LENGTH_BYTES);
        plain[size++] = (byte) length;
        plain[size++] = (byte) (length >> 8);
        plain[size++] = (byte) (length >> 16);
        plain[size++] = (byte) (length >> 24);
        System.arraycopy(bytes, from, plain, size, length);
        size += length;
    }

    /** Writes this page's values plainly, and all later ones. */
    private void giveUpDictionary() {
        byte[] entriesBytes = plain;
        if (page > 1) {
            dictionary = dictionaryPage();
        }
        plain = new byte[Math.max(256, (int) plainBytes)];
        size = 0;
        for (int i = 0; i < count; i++) {
            if (hasLengths) {
                int start = start(places[i]);
                append(entriesBytes, start, ends[places[i]] - start);
            } else {
                append(numbers[places[i]]);
            }
        }
        hasDictionary = false;
        slots = null;
        ends = null;
        numbers = null;
        lastPages = null;
        places = null;
    }

    private DictionaryPage dictionaryPage() {
        byte[] bytes = Arrays.copyOf(plain, size);
        return new DictionaryPage(BytesInput.from(bytes), entries, Encoding.PLAIN_DICTIONARY);
    }

    /** Bytes that this page's values would take in the plain encoding. */
    long plainBytes() {
        return plainBytes;
    }

    /** How the page that was ended last is encoded. */
    Encoding encoding() {
        return hasDictionary ? Encoding.PLAIN_DICTIONARY : Encoding.PLAIN;
    }

    /** The values since the last page; good until the next value comes. */
    BytesInput endPage() {
        BytesInput ended = hasDictionary ? endPlaces() : null;
        if (!hasDictionary) {
            ended = BytesInput.from(plain, 0, size);
            size = 0;
        }
        page++;
        count = 0;
        plainBytes = 0;
        return ended;
    }

    private BytesInput endPlaces() {
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, entries - 1));
        runs.begin(width);
        for (int i = 0; i < count; i++) {
            runs.add(places[i], 1);
        }
        byte[] encoded = runs.end();
        if (page == 1 && size + 1 + encoded.length >= plainBytes) {
            giveUpDictionary();
            return null;
        }
        byte[] head = {(byte) width};
        return BytesInput.concat(BytesInput.from(head), BytesInput.from(encoded));
    }

    /** The dictionary of those pages that have one, or null. */
    DictionaryPage endGroup() {
        return hasDictionary && entries > 0 ? dictionaryPage() : dictionary;
    }
}
