package org.tlscensus.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;

/** Evaluates cells of Java, one after the other; what one declares the next ones see. */
final class CellShell implements AutoCloseable {
    private final KeptResults results = new KeptResults();
    private final JShell shell;

    CellShell() {
        shell =
                JShell.builder()
                        .executionEngine(results, Map.of())
                        .compilerOptions(
                                "-classpath", System.getProperty("java.class.path"), "-Xlint:none")
                        .build();
        evaluate("import java.util.*;\nimport java.util.stream.*;");
    }

    /**
     * Runs a cell.
     *
     * @return the value of its last snippet when that is an expression; else null
     * @throws CellFailure when it does not compile, is not whole, or throws
     */
    Object evaluate(String cell) {
        Object value = null;
        String rest = cell;
        while (!rest.isBlank()) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            if (!next.completeness().isComplete()) {
                throw new CellFailure(List.of("this does not end: " + rest.strip()));
            }
            value = run(next.source());
            rest = next.remaining();
        }
        return value;
    }

    private Object run(String source) {
        Object value = null;
        for (SnippetEvent event : shell.eval(source)) {
            if (event.causeSnippet() != null) {
                continue; // an earlier snippet, updated by this one
            }
            if (event.status() == Snippet.Status.REJECTED) {
                throw new CellFailure(diagnosis(source, event.snippet()));
            }
            if (event.exception() != null) {
                throw new CellFailure(chain(results.thrown()));
            }
            value = isValue(event.snippet()) ? results.result() : null;
        }
        return value;
    }

    private static boolean isValue(Snippet snippet) {
        return snippet instanceof ExpressionSnippet
                || snippet instanceof VarSnippet variable
                        && variable.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    }

    private List<String> diagnosis(String source, Snippet snippet) {
        List<String> lines = new ArrayList<>(source.strip().lines().toList());
        shell.diagnostics(snippet)
                .forEach(
                        diagnosis -> diagnosis.getMessage(Locale.ROOT).lines().forEach(lines::add));
        return lines;
    }

    /** What was thrown and why, without stack traces: those of Spark fill screens. */
    private static List<String> chain(Throwable thrown) {
        List<String> lines = new ArrayList<>();
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            lines.add((lines.isEmpty() ? "" : "because of ") + at);
        }
        return lines;
    }

    /** What may follow at a place of a cell. */
    Completion complete(String cell, int at) {
        int[] anchor = new int[1];
        List<String> choices =
                shell.sourceCodeAnalysis().completionSuggestions(cell, at, anchor).stream()
                        .map(SourceCodeAnalysis.Suggestion::continuation)
                        .distinct()
                        .toList();
        return new Completion(choices, anchor[0]);
    }

    /**
     * What may stand in a cell.
     *
     * @param from where the text begins that each of the choices replaces
     */
    record Completion(List<String> choices, int from) {}

    /** Whether a cell can be run as it is. */
    boolean isComplete(String cell) {
        return cell.isBlank()
                || shell.sourceCodeAnalysis().analyzeCompletion(cell).completeness().isComplete();
    }

    /** Stops the cell that is running. */
    void stop() {
        shell.stop();
    }

    @Override
    public void close() {
        shell.close();
    }
}
