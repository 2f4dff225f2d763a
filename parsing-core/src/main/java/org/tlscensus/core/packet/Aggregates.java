package org.tlscensus.core.packet;

/**
 * Places in a packet where more frames follow the one that was decoded, innermost last. An
 * aggregate may hold a tunnel that holds an aggregate; more than a few in each other are not real.
 */
final class Aggregates {
    private static final int DEPTH = 4;

    /** The rest of an aggregate, and the state of decoding outside of it. */
    static final class Rest {
        private byte[] bytes;
        private int at;
        private int end;
        private int originalEnd;
        private int depth;
        private int vlanCount;
        private int tunnelCount;
        private int firstFragmentMark;

        /** Makes the fields those of the aggregate; where its next frame begins. */
        int restore(PacketFields fields) {
            fields.bytes = bytes;
            fields.end = end;
            fields.originalEnd = originalEnd;
            fields.depth = depth;
            fields.vlanCount = vlanCount;
            fields.tunnelCount = tunnelCount;
            fields.firstFragmentMark = firstFragmentMark;
            fields.holdsNothing = false;
            return at;
        }

        void goTo(int next) {
            at = next;
        }
    }

    private final Rest[] rests = new Rest[DEPTH];
    private int count;

    Aggregates() {
        for (int i = 0; i < DEPTH; i++) {
            rests[i] = new Rest();
        }
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /** Leaves only the outer ones. */
    void cutTo(int outer) {
        count = outer;
    }

    Rest innermost() {
        return rests[count - 1];
    }

    /** Begins one where the fields stand; null when there are too many in each other. */
    Rest begin(PacketFields fields, int at) {
        if (count == DEPTH) {
            return null;
        }
        Rest rest = rests[count++];
        rest.bytes = fields.bytes;
        rest.at = at;
        rest.end = fields.end;
        rest.originalEnd = fields.originalEnd;
        rest.depth = fields.depth;
        rest.vlanCount = fields.vlanCount;
        rest.tunnelCount = fields.tunnelCount;
        rest.firstFragmentMark = fields.firstFragmentMark;
        return rest;
    }
}
