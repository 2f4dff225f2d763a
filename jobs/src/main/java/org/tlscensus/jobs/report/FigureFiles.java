package org.tlscensus.jobs.report;

import java.util.List;

/** Which files of figures are written beside the page, which has its own. */
public enum FigureFiles {
    /** None. */
    NONE(List.of()),
    /** Drawings that are sharp at any size. */
    SVG(List.of("svg")),
    /** Also PDF, for LaTeX, and PNG. */
    ALL(List.of("svg", "pdf", "png"));

    private final List<String> endings;

    FigureFiles(List<String> endings) {
        this.endings = endings;
    }

    List<String> endings() {
        return endings;
    }
}
