package org.tlscensus.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What holds for the page of any archive. */
public final class PageRules {
    private static final Pattern SCRIPT = Pattern.compile("(?s)<script[^>]*>.*?</script>");
    private static final Pattern STYLE = Pattern.compile("(?s)<style>(.*?)</style>");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:src|href|srcset|action|data|poster)=\"([^\"]*)\"");
    private static final Pattern HEADING = Pattern.compile("<h([1-6])[ >]");
    private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*)\"");
    private static final Pattern CONTROL = Pattern.compile("<(?:input|select|textarea)\\b[^>]*>");
    private static final Pattern TABLE = Pattern.compile("(?s)<table.*?</table>");

    private PageRules() {}

    public static void check(String page) {
        assertTrue(
                page.contains(
                        "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src"
                                + " 'unsafe-inline'\""),
                "nothing is fetched");
        assertTrue(page.startsWith("<!DOCTYPE html>\n<html lang=\"en\">"), "its language");
        String markup = SCRIPT.matcher(page).replaceAll("");
        addresses(markup);
        headings(markup);
        for (String control : all(CONTROL, markup)) {
            assertTrue(control.contains("aria-label="), "a label of " + control);
        }
        for (String table : all(TABLE, markup)) {
            assertTrue(table.contains("<td"), "an empty table is told, not shown: " + table);
            assertFalse(table.contains("<th>"), "headings have a scope");
        }
        assertFalse(markup.contains("No rows"), "nor is it said so");
    }

    private static void addresses(String markup) {
        List<String> ids = groups(ID, markup);
        Set<String> known = new HashSet<>(ids);
        assertEquals(known.size(), ids.size(), "ids name one thing each");
        for (String address : groups(ADDRESS, markup)) {
            if (address.startsWith("#")) {
                assertTrue(known.contains(address.substring(1)), "a place for " + address);
            } else {
                assertTrue(address.matches("(tables|figures)/[\\w.-]+"), "an address " + address);
            }
        }
        for (String style : groups(STYLE, markup)) {
            assertFalse(style.contains("url(") || style.contains("@import"), "a style that asks");
        }
    }

    private static void headings(String markup) {
        int before = 0;
        for (String level : groups(HEADING, markup)) {
            int now = Integer.parseInt(level);
            assertTrue(now <= before + 1, "a heading of level " + now + " after " + before);
            assertTrue(now > 1 || before == 0, "one heading of the page");
            before = now;
        }
    }

    private static List<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }

    private static List<String> all(Pattern pattern, String text) {
        return new ArrayList<>(pattern.matcher(text).results().map(MatchResult::group).toList());
    }
}
