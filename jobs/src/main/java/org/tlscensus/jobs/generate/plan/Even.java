package org.tlscensus.jobs.generate.plan;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Numbers from 0 to 1 that fill the range evenly: steps of an irrational length around a circle
 * (Kronecker's sequence). Of n of them the share below any bound is right within about 1/n, where
 * random ones would miss it by the square root of that. The steps' continued fractions have small
 * terms only, by which they are far from all simple fractions. Each purpose has steps of its own,
 * so that two qualities of a thing have nothing to do with each other.
 */
public final class Even {
    private static final int TERMS = 32;

    private final double first;
    private final double step;
    private long number;

    public Even(long seed, String purpose) {
        first = fraction(seed, purpose + " first");
        step = step(seed, purpose);
    }

    /** The next number. */
    public double next() {
        return at(first, step, number++);
    }

    /** The number at a place. */
    public double at(long place) {
        return at(first, step, place);
    }

    /** The number at a place of a sequence. */
    public static double at(long seed, String purpose, long number) {
        return at(fraction(seed, purpose + " first"), step(seed, purpose), number);
    }

    private static double at(double first, double step, long number) {
        double sum = first + step * number;
        return sum - Math.floor(sum);
    }

    private static double fraction(long seed, String purpose) {
        return (bits(seed, purpose) >>> 11) * 0x1p-53;
    }

    private static double step(long seed, String purpose) {
        long terms = bits(seed, purpose + " step");
        double step = 0.6;
        for (int i = 0; i < TERMS; i++) {
            step = 1 / (1 + (terms >>> 2 * i & 1) + step);
        }
        return step;
    }

    private static long bits(long seed, String purpose) {
        CRC32C hash = new CRC32C();
        hash.update(purpose.getBytes(StandardCharsets.UTF_8));
        return mixed(seed * 0x9e3779b97f4a7c15L ^ hash.getValue() << 17);
    }

    /** SplitMix64's last step: every bit depends on every other. */
    private static long mixed(long value) {
        long bits = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ bits >>> 27) * 0x94d049bb133111ebL;
        return bits ^ bits >>> 31;
    }
}
