package org.tlscensus.core.starttls;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/** A protocol of messages that tell their length. */
interface MessageProtocol {
    /** Returns the length of the message that begins so, or 0 while that cannot be told. */
    long length(Side role, ByteCursor start) throws ParseException;

    /** A message; of a very long one only the start. */
    void message(Side role, ByteCursor message) throws ParseException;
}
