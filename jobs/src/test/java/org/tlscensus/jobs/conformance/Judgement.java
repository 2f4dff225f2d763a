package org.tlscensus.jobs.conformance;

import java.util.List;

/** Whether what was compared is as it should be: every disagreement reviewed, and none of old. */
final class Judgement {
    private Judgement() {}

    /** Prints what was found; the exit code. */
    static int of(Agreement agreement, Reviewed reviewed) {
        agreement.print(System.out);
        List<Agreement.Disagreement> unexplained =
                agreement.disagreements().stream().filter(d -> !reviewed.covers(d)).toList();
        System.out.printf(
                "%d values compared, %d disagree: %d reviewed, %d unexplained%n",
                agreement.compared(),
                agreement.disagreements().size(),
                agreement.disagreements().size() - unexplained.size(),
                unexplained.size());
        unexplained.forEach(d -> System.out.println("unexplained: " + d));
        List<String> stale = reviewed.stale(agreement.captures());
        stale.forEach(line -> System.out.println("reviewed, but not met: " + line));
        reviewed.absent(agreement.captures())
                .forEach(line -> System.out.println("reviewed, of no capture here: " + line));
        if (agreement.compared() == 0) {
            System.out.println("nothing was compared");
            return 1;
        }
        return unexplained.isEmpty() && stale.isEmpty() ? 0 : 1;
    }
}
