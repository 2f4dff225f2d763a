package org.tlscensus.core.starttls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tlscensus.core.wire.Side;

/** XMPP between client and server, or between servers (RFC 6120; XEP-0078, XEP-0220). */
final class Xmpp implements Dialect {
    private static final String STREAMS = "http://etherx.jabber.org/streams";
    private static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";
    private static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
    private static final String SASL_2 = "urn:xmpp:sasl:2";
    private static final String DIALBACK = "jabber:server:dialback";
    private static final String DIALBACK_FEATURE = "urn:xmpp:features:dialback";
    private static final String OLD_AUTHENTICATION = "jabber:iq:auth";

    private static final String STREAM = "<stream:stream ";

    private static final List<String> HEADS =
            List.of(
                    STREAM,
                    "<stream:features",
                    "<features",
                    "<starttls",
                    "<proceed",
                    "<iq ",
                    "<presence",
                    "<message ",
                    "</stream:stream");

    /** An open element with the namespaces it declares, by prefix. */
    private record Element(XmlTag tag, String namespace) {}

    private final StartTlsState findings;
    private final XmlReader[] readers = new XmlReader[2];
    private final Map<Side, ArrayDeque<Element>> open =
            Map.of(Side.CLIENT, new ArrayDeque<>(), Side.SERVER, new ArrayDeque<>());
    private boolean isUpgradeListed;
    private boolean isUpgradeRequired;
    private String oldAuthenticationId; // of the query that waits for its result

    Xmpp(StartTlsState findings) {
        this.findings = findings;
        for (Side side : Side.values()) {
            readers[side.ordinal()] = new XmlReader(findings.limits());
        }
        findings.protocol("xmpp_client");
    }

    /**
     * The stream's head, behind a declaration of XML; what stands in its midst is found too. Either
     * side may write a head with whatever attributes, and stanzas; features are the server's.
     */
    static Protocol.Opening opening(byte[] first, int count) {
        int start = 0;
        while (start < count && (first[start] < 0 || XmlTag.isBlank((char) first[start]))) {
            start++; // the byte order mark is skipped like blanks
        }
        if (start > 3 || start < count && first[start] != '<') {
            return Protocol.Opening.NO;
        }
        String text = new String(first, start, count - start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("<?xml")) {
            int end = text.indexOf("?>");
            text = end < 0 ? "" : text.substring(end + 2).stripLeading();
        }
        boolean isAll = count == first.length;
        boolean isShort = text.length() < 6 && "<?xml ".startsWith(text);
        return isShort && !isAll ? Protocol.Opening.NEED_MORE : openingOf(text, isAll);
    }

    private static Protocol.Opening openingOf(String text, boolean isAll) {
        for (String head : HEADS) {
            if (!isAll && text.length() < head.length() && head.startsWith(text)) {
                return Protocol.Opening.NEED_MORE;
            }
            if (text.startsWith(head)) {
                int end = text.indexOf('>');
                if (end < 0 && !isAll) {
                    return Protocol.Opening.NEED_MORE;
                }
                return head.equals(STREAM) && end >= 0
                        ? ofNext(text.substring(end + 1).stripLeading())
                        : of(head);
            }
        }
        return Protocol.Opening.NO;
    }

    /** What follows the head of a stream may tell whose it is. */
    private static Protocol.Opening ofNext(String text) {
        for (String head : HEADS) {
            if (text.startsWith(head)) {
                return of(head);
            }
        }
        return Protocol.Opening.EITHER;
    }

    private static Protocol.Opening of(String head) {
        return switch (head) {
            case "<stream:features", "<features", "<proceed" -> Protocol.Opening.SERVER;
            case "<starttls" -> Protocol.Opening.CLIENT;
            default -> Protocol.Opening.EITHER;
        };
    }

    @Override
    public int take(Side role, byte[] bytes, int offset, int length) {
        XmlReader reader = readers[role.ordinal()];
        int taken = reader.take(bytes, offset, length);
        XmlTag tag = reader.tag();
        if (tag != null) {
            String text = reader.takeText();
            ArrayDeque<Element> elements = open.get(role);
            if (tag.isStart()) {
                begin(role, elements, tag);
            }
            if (tag.isEnd()) {
                end(role, elements, tag, text);
            }
        }
        return taken;
    }

    private void begin(Side role, ArrayDeque<Element> elements, XmlTag tag) {
        if (tag.localName().equals("stream")) {
            elements.clear(); // a stream that begins anew closes nothing
        }
        Element element = new Element(tag, namespace(elements, tag));
        if (elements.size() < findings.limits().elementDepth()) {
            elements.push(element);
        }
        if (tag.localName().equals("stream")) {
            stream(role, tag);
        } else if (role == Side.SERVER && tag.localName().equals("features")) {
            isUpgradeListed = false;
        }
    }

    private void stream(Side role, XmlTag tag) {
        String content = tag.attribute("xmlns");
        if (content.equals("jabber:server")) {
            findings.protocol("xmpp_server");
        } else if (content.equals("jabber:client")) {
            findings.protocol("xmpp_client");
        }
        if (role == Side.SERVER) {
            oldAuthenticationId = null;
        }
    }

    private static String namespace(ArrayDeque<Element> elements, XmlTag tag) {
        String declaration = tag.prefix().isEmpty() ? "xmlns" : "xmlns:" + tag.prefix();
        String namespace = tag.attributes().get(declaration);
        Iterator<Element> around = elements.iterator(); // innermost first
        while (namespace == null && around.hasNext()) {
            namespace = around.next().tag().attributes().get(declaration);
        }
        return namespace == null ? "" : namespace;
    }

    /** The element ends; all it has to say is known. */
    private void end(Side role, ArrayDeque<Element> elements, XmlTag end, String text) {
        Element element = elements.peek();
        if (element == null || !element.tag().name().equals(end.name())) {
            return; // its start was deeper than we follow, or not captured
        }
        elements.pop();
        String name = element.tag().localName();
        if (role == Side.CLIENT) {
            client(name, element, elements.peek());
        } else {
            server(name, element, text);
        }
    }

    private void client(String name, Element element, Element parent) {
        String namespace = element.namespace();
        if (name.equals("starttls") && namespace.equals(TLS)) {
            findings.requested();
        } else if (name.equals("auth") && namespace.equals(SASL)
                || name.equals("authenticate") && namespace.equals(SASL_2)) {
            authenticates();
        } else if (namespace.equals(OLD_AUTHENTICATION) && parent != null) {
            boolean isPassword = name.equals("password") || name.equals("digest");
            if (isPassword) {
                authenticates();
            }
            if (name.equals("query") && parent.tag().attribute("type").equals("set")) {
                oldAuthenticationId = parent.tag().attribute("id");
            }
        }
    }

    private void authenticates() {
        if (isUpgradeRequired) {
            findings.anomaly(StartTlsAnomaly.STARTTLS_REQUIREMENT_IGNORED);
        }
    }

    private void server(String name, Element element, String text) {
        String namespace = element.namespace();
        switch (namespace) {
            case TLS -> tls(name);
            case SASL -> {
                if (name.equals("mechanism")) {
                    findings.mechanism(text);
                } else if (name.equals("success")) {
                    findings.authenticated();
                }
            }
            case SASL_2 -> {
                if (name.equals("success")) {
                    findings.authenticated();
                }
            }
            case DIALBACK -> {
                if (name.equals("result") && element.tag().attribute("type").equals("valid")) {
                    findings.authenticated();
                }
            }
            case DIALBACK_FEATURE -> findings.mechanism("dialback");
            case "http://jabber.org/features/iq-auth" -> findings.mechanism("iq-auth");
            case STREAMS -> {
                if (name.equals("features")) {
                    findings.listed(isUpgradeListed);
                } else if (name.equals("error")) {
                    findings.refusedIfAsked(); // it ends the stream (RFC 6120 section 4.9.1.1)
                }
            }
            default -> stanza(name, element.tag());
        }
    }

    private void tls(String name) {
        boolean isAsked = findings.stage() == StartTlsState.Stage.REQUESTED;
        switch (name) {
            case "starttls" -> isUpgradeListed = true;
            case "required" -> isUpgradeRequired = true;
            case "proceed" -> {
                if (isAsked) {
                    findings.accepted();
                }
            }
            case "failure" -> findings.refusedIfAsked();
            default -> {}
        }
    }

    private void stanza(String name, XmlTag tag) {
        boolean isResult =
                name.equals("iq")
                        && tag.attribute("type").toLowerCase(Locale.ROOT).equals("result");
        if (isResult && tag.attribute("id").equals(oldAuthenticationId)) {
            findings.authenticated();
            oldAuthenticationId = null;
        }
    }

    @Override
    public boolean isMidway(Side role) {
        return readers[role.ordinal()].isMidway();
    }

    @Override
    public void gap(Side role) {
        readers[role.ordinal()].gap();
    }
}
