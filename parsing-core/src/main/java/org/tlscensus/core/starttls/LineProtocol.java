package org.tlscensus.core.starttls;

/** A protocol of lines, given one character per byte and without their ends. */
interface LineProtocol {
    void client(String line);

    void server(String line);

    /** Lines are missing here: replies can no longer be counted off against commands. */
    void gap();
}
