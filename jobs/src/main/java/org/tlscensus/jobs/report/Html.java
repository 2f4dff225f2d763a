package org.tlscensus.jobs.report;

/** Text in an HTML page. */
final class Html {
    private Html() {}

    /** The text as content, or as the value of a quoted attribute. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
