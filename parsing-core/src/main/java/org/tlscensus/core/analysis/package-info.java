/**
 * One capture split in, rows out; and the joining of connections that cross splits.
 *
 * <p>{@link org.tlscensus.core.analysis.FlowTracker} turns the packets of a split into parts of
 * connections, {@link org.tlscensus.core.analysis.SuccessorPackets} reads on for what its end cuts,
 * {@link org.tlscensus.core.analysis.Stitcher} joins parts, {@link
 * org.tlscensus.core.analysis.ConnectionRows} makes the rows of the table.
 *
 * <p><b>Dialogues that cross splits.</b> A ClientHello that nobody answers, an idle session that
 * could upgrade to TLS and a connection of which one direction was captured stand in the middle at
 * every end of a split. Reading on for them would mean reading on at every end, up to a bound; and
 * no bound in bytes is both small beside a split and long enough on a fast link. So a split does
 * not read on for a dialogue. Its part keeps the packets that the dialogue has seen ({@link
 * org.tlscensus.core.analysis.SegmentLog}), until it is decided: mostly a few kilobytes, for a few
 * connections. A split also keeps the first packets of the connections that it meets in their midst
 * near its beginning, since it cannot know which of them an earlier split is waiting for. Where the
 * parts are joined, the dialogue is led again from the one and goes on with the other ({@link
 * org.tlscensus.core.analysis.JoinedDialogue}); that depends neither on how far apart splits are
 * nor on which of them was read first, and a later ingest goes on from the kept part without
 * reading an old capture again. Parsers have no state that would have to be written down.
 *
 * <p><b>Memory.</b> All that a split holds of its connections is charged against one budget ({@link
 * org.tlscensus.core.analysis.TaskMemory}). When that is full, the connections that were silent for
 * longest leave as unfinished parts, with the packets that their dialogues have seen, and are
 * joined with what follows of them: to a connection it is a cut like the end of a split. So rows do
 * not depend on memory either. A connection that nobody has answered is nothing but its first
 * packets ({@link org.tlscensus.core.analysis.UnansweredConnection}), since floods and scans
 * consist of these.
 *
 * <p>A split still reads on, within a small bound, for what it has to hand out whole: a message of
 * OCSP or DNS that began in it, a datagram of which it has the first fragment, a connection whose
 * SYN had payload, and a conversation in EAP, which belongs to the split in which it began ({@link
 * org.tlscensus.core.analysis.EapFinder}).
 */
package org.tlscensus.core.analysis;
