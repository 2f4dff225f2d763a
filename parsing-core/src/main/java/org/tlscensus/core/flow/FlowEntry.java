package org.tlscensus.core.flow;

/** What a {@link FlowTable} holds. It has its key in itself, so that the table need not. */
public abstract class FlowEntry {
    private final long lowAddressHigh;
    private final long lowAddressLow;
    private final long highAddressHigh;
    private final long highAddressLow;
    private final long portsAndProtocol;

    /** An entry under the key that stands in the cursor. */
    protected FlowEntry(FlowKey key) {
        this(key.words);
    }

    /** An entry that takes the place of another. */
    protected FlowEntry(FlowEntry of) {
        this(of.key());
    }

    private FlowEntry(long[] words) {
        lowAddressHigh = words[0];
        lowAddressLow = words[1];
        highAddressHigh = words[2];
        highAddressLow = words[3];
        portsAndProtocol = words[4];
    }

    /** The five words of the key, see {@link FlowKey}; the caller owns the array. */
    public final long[] key() {
        return new long[] {
            lowAddressHigh, lowAddressLow, highAddressHigh, highAddressLow, portsAndProtocol
        };
    }

    final boolean has(long[] words) {
        return portsAndProtocol == words[4]
                && lowAddressLow == words[1]
                && highAddressLow == words[3]
                && lowAddressHigh == words[0]
                && highAddressHigh == words[2];
    }

    public final boolean isTcp() {
        return (portsAndProtocol & 0xff) == FlowKey.TCP;
    }

    /** The port of an end. */
    public final int port(End end) {
        return FlowKey.port(portsAndProtocol, end);
    }
}
