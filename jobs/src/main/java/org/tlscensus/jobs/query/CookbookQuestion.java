package org.tlscensus.jobs.query;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question of the cookbook, which is packed with the program.
 *
 * @param number from 1
 * @param reading how to read the answer
 */
public record CookbookQuestion(int number, String title, String sql, String reading) {
    /** A heading, one statement, and words on what it says. */
    private static final Pattern QUESTION =
            Pattern.compile("(?m)^## (\\d+)\\. (.*)\n\n```sql\n([^`]*)```\n\n((?:[^#\n].*\n)+)");

    /** All of them, in order. */
    public static List<CookbookQuestion> all() {
        List<CookbookQuestion> questions = new ArrayList<>();
        Matcher question = QUESTION.matcher(page());
        while (question.find()) {
            questions.add(
                    new CookbookQuestion(
                            Integer.parseInt(question.group(1)),
                            question.group(2),
                            question.group(3).strip(),
                            question.group(4).strip().replace('\n', ' ')));
        }
        return questions;
    }

    private static String page() {
        try (InputStream in = CookbookQuestion.class.getResourceAsStream("/cookbook.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the program's own files cannot be read", e);
        }
    }
}
