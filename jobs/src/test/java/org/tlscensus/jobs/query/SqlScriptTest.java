package org.tlscensus.jobs.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlScriptTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
        one                  | SELECT 1                      | [SELECT 1]                | false
        ended                | SELECT 1;                     | [SELECT 1]                | true
        two                  | SELECT 1; SELECT 2            | [SELECT 1, SELECT 2]      | false
        semicolon in text    | SELECT ';'; SELECT 2;         | [SELECT ';', SELECT 2]    | true
        quote in text        | SELECT 'it\\'s;'; SELECT 2    | [SELECT 'it\\'s;', SELECT 2] | false
        semicolon in a name  | SELECT `a;b`;                 | [SELECT `a;b`]            | true
        semicolon in comment | SELECT 1 /* ; */;             | [SELECT 1 /* ; */]        | true
        only a comment       | -- nothing; here              | []                        | false
        nothing              | ;;                            | []                        | true
        open quote           | SELECT ';                     | [SELECT ';]               | false
        """)
    void cuts(String name, String text, String statements, boolean complete) {
        assertEquals(statements, SqlScript.statements(text).toString(), name);
        assertEquals(complete, SqlScript.isComplete(text), name);
    }
}
