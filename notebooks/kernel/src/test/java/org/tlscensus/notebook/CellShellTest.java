package org.tlscensus.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CellShellTest {
    @Test
    void cellsBuildOnEachOther() {
        try (CellShell shell = new CellShell()) {
            assertNull(shell.evaluate("record Pair(int a, int b) {}\nvar pair = new Pair(1, 2);"));
            assertEquals(3, shell.evaluate("int sum = pair.a() + pair.b();\nsum"));
            assertEquals(List.of(2, 3), shell.evaluate("// both\nList.of(pair.b(), sum)"));
            assertNull(shell.evaluate("sum;\nint next = sum + 1;"), "ends with a declaration");
            assertNull(shell.evaluate("  \n"));
        }
    }

    @Test
    void mistakesAreExplained() {
        try (CellShell shell = new CellShell()) {
            assertLine("cannot find symbol", shell, "int a = unknown;");
            assertLine("this does not end: int b = (1", shell, "int b = (1");
            assertLine(
                    "because of java.lang.ArithmeticException: / by zero",
                    shell,
                    "try { int c = 1 / (\"\".length()); } catch (ArithmeticException e) {"
                            + " throw new IllegalStateException(\"no\", e); }");
            assertEquals(5, shell.evaluate("2 + 3"), "and the next cell runs");
        }
    }

    private static void assertLine(String line, CellShell shell, String cell) {
        CellFailure failure = assertThrows(CellFailure.class, () -> shell.evaluate(cell));
        assertTrue(failure.lines().contains(line), failure.lines().toString());
    }

    @Test
    void cellsAreCompleted() {
        try (CellShell shell = new CellShell()) {
            shell.evaluate("var text = \"abc\";");
            CellShell.Completion completion = shell.complete("text.toUpp", 10);
            assertTrue(completion.choices().contains("toUpperCase("), completion.toString());
            assertEquals(5, completion.from());
            assertFalse(shell.isComplete("for (int i = 0; i < 3; i++) {"));
            assertTrue(shell.isComplete("text.length()"));
        }
    }
}
