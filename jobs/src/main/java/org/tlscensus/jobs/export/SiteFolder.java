package org.tlscensus.jobs.export;

import java.util.Locale;

/** The folder of a site: its name, where what a file system would take otherwise is escaped. */
final class SiteFolder {
    private static final String ESCAPED = "/\\%:*?\"";

    private SiteFolder() {}

    /** The name, with a percent sign and two hexadecimal digits for such characters. */
    static String name(String site) {
        StringBuilder name = new StringBuilder(site.length());
        for (int i = 0; i < site.length(); i++) {
            char c = site.charAt(i);
            boolean isHidden = c == '.' && i == 0;
            if (isHidden || c < ' ' || ESCAPED.indexOf(c) >= 0) {
                name.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }
}
