package org.tlscensus.core.starttls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Cuts the bytes of one side of an XML stream into tags, with the text before each. Comments and
 * CDATA are passed over.
 */
final class XmlReader {
    private static final int MAX_TEXT = 256;
    private static final String COMMENT = "!--";
    private static final String DATA = "![CDATA[";

    private final int maxBytes;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();
    private boolean isInTag;
    private char quote; // that ends the attribute's value; 0 outside of one
    private String ender; // of a comment or CDATA section; null outside of one
    private int enderMatched;
    private XmlTag tag;

    XmlReader(StartTlsLimits limits) {
        maxBytes = limits.lineBytes();
    }

    /** Takes bytes up to the end of a tag, or of blanks; {@link #tag} then has it. */
    int take(byte[] bytes, int offset, int length) {
        tag = null;
        if (!isInTag && text.length() == 0) {
            int blanks = 0;
            while (blanks < length && XmlTag.isBlank((char) (bytes[offset + blanks] & 0xff))) {
                blanks++;
            }
            if (blanks > 0) {
                return blanks;
            }
        }
        for (int i = 0; i < length; i++) {
            if (ends((char) (bytes[offset + i] & 0xff))) {
                return i + 1;
            }
        }
        return length;
    }

    private boolean ends(char c) {
        if (!isInTag) {
            isInTag = c == '<';
            if (!isInTag && text.length() < MAX_TEXT) {
                text.append(c);
            }
            return false;
        }
        if (ender != null) {
            return endsSection(c);
        }
        if (quote != 0) {
            quote = c == quote ? 0 : quote;
        } else if (c == '>') {
            String content = kept.toString(StandardCharsets.ISO_8859_1);
            kept.reset();
            isInTag = false;
            tag = XmlTag.parse(content);
            return true;
        } else if (c == '"' || c == '\'') {
            quote = c;
        }
        if (kept.size() < maxBytes) {
            kept.write(c);
        }
        if (kept.size() <= DATA.length()) {
            beginSection();
        }
        return false;
    }

    private void beginSection() {
        String start = kept.toString(StandardCharsets.ISO_8859_1);
        if (start.equals(COMMENT)) {
            ender = "-->";
        } else if (start.equals(DATA)) {
            ender = "]]>";
        }
        enderMatched = 0;
    }

    /** Ends it at the first "-->" or "]]>", of which the first two characters are alike. */
    private boolean endsSection(char c) {
        if (enderMatched == 2 && c == '>') {
            ender = null;
            isInTag = false;
            kept.reset();
        } else if (c == ender.charAt(0)) {
            enderMatched = Math.min(2, enderMatched + 1);
        } else {
            enderMatched = 0;
        }
        return false;
    }

    /** The tag that the last bytes taken ended; null when they ended none. */
    XmlTag tag() {
        return tag;
    }

    /** The start of the text since the tag before; it is then forgotten. */
    String takeText() {
        String result = text.toString().strip();
        text.setLength(0);
        return result;
    }

    boolean isMidway() {
        return isInTag || text.length() > 0;
    }

    void gap() {
        isInTag = false;
        quote = 0;
        ender = null;
        kept.reset();
        text.setLength(0);
    }
}
