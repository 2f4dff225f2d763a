package org.tlscensus.notebook;

import java.util.List;

/** What is wrong with a cell, in lines for its author. */
final class CellFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> lines;

    CellFailure(List<String> lines) {
        super(String.join("\n", lines), null, false, false);
        this.lines = List.copyOf(lines);
    }

    List<String> lines() {
        return lines;
    }
}
