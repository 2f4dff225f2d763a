package org.tlscensus.jobs.report;

import java.util.List;

/** Which files of figures are written beside the page, which has its own. */
public enum FigureFiles {
    /** None. */
    NONE(""),
    /** Drawings that are sharp at any size. */
    SVG("svg"),
    /** Also PDF, for LaTeX, and PNG. */
    ALL("svg pdf png");

    private final String endings;

    FigureFiles(String endings) {
        this.endings = endings;
    }

    List<String> endings() {
        return endings.isEmpty() ? List.of() : List.of(endings.split(" ", -1));
    }
}
