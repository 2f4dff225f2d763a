package org.tlscensus.jobs.cli;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;
import org.tlscensus.jobs.query.SqlScript;

/** Lets the line editor go on until a statement's semicolon. */
final class StatementParser implements Parser {
    private final DefaultParser words = new DefaultParser();

    StatementParser() {
        // An apostrophe that is still open is no reason not to complete a column's name.
        words.setQuoteChars(null);
        words.setEscapeChars(null);
    }

    @Override
    public ParsedLine parse(String text, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && !isWhole(text)) {
            throw new EOFError(-1, cursor, "the statement goes on");
        }
        return words.parse(text, cursor, context);
    }

    private static boolean isWhole(String text) {
        return text.isBlank() || MetaCommands.isOne(text) || SqlScript.isComplete(text);
    }

    @Override
    public boolean isEscapeChar(char c) {
        return false;
    }
}
