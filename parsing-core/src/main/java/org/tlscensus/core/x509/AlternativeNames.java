package org.tlscensus.core.x509;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tlscensus.core.wire.ParseException;

/**
 * The rarer kinds of names in a subjectAltName (RFC 5280 section 4.2.1.6).
 *
 * @param userPrincipalNames of Active Directory's accounts
 * @param utf8EmailAddresses with a local part that is not ASCII (SmtpUTF8Mailbox, RFC 9598)
 * @param otherNames further kinds of otherName: OID, colon, text or # and the value's DER in hex
 */
record AlternativeNames(
        List<String> uris,
        List<String> directoryNames,
        List<String> userPrincipalNames,
        List<String> utf8EmailAddresses,
        List<String> otherNames,
        List<String> registeredIds) {
    static final AlternativeNames NONE =
            new AlternativeNames(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    private static final String USER_PRINCIPAL_NAME = "1.3.6.1.4.1.311.20.2.3";
    private static final String SMTP_UTF8_MAILBOX = "1.3.6.1.5.5.7.8.9";

    /** Of all names; one that cannot be read is left out with a note. */
    static AlternativeNames of(List<DerValue> names, Notes notes) {
        List<String> directoryNames = new ArrayList<>();
        List<String> userPrincipalNames = new ArrayList<>();
        List<String> mailboxes = new ArrayList<>();
        List<String> otherNames = new ArrayList<>();
        List<String> registeredIds = new ArrayList<>();
        for (DerValue name : names) {
            if (name.tag() == GeneralName.DIRECTORY) {
                read(directoryNames, notes, () -> directoryName(name));
            } else if (name.tag() == GeneralName.REGISTERED_ID) {
                read(
                        registeredIds,
                        notes,
                        () ->
                                ObjectIdentifier.dotted(
                                        name.bytes(), name.body(), name.end(), "registeredID"));
            } else if (name.tag() == GeneralName.OTHER) {
                Other other = notes.read(() -> Other.parse(name));
                if (other == null) {
                    continue;
                }
                switch (other.oid()) {
                    case USER_PRINCIPAL_NAME -> userPrincipalNames.add(other.text());
                    case SMTP_UTF8_MAILBOX -> mailboxes.add(other.text());
                    default -> otherNames.add(other.oid() + ":" + other.text());
                }
            }
        }
        return new AlternativeNames(
                GeneralName.shown(names, GeneralName.URI),
                directoryNames,
                userPrincipalNames,
                mailboxes,
                otherNames,
                registeredIds);
    }

    private static void read(List<String> list, Notes notes, Notes.Part<String> reading) {
        String text = notes.read(reading);
        if (text != null) {
            list.add(text);
        }
    }

    private static String directoryName(DerValue name) throws ParseException {
        return DirectoryName.parse(name.children("directoryName").only("directoryName"), "name")
                .text();
    }

    /** otherName: an OID, and in [0] a value of the type that the OID stands for. */
    private record Other(String oid, String text) {
        static Other parse(DerValue name) throws ParseException {
            DerReader in = name.children("otherName");
            String oid = in.next("type-id").oid("type-id");
            DerValue value =
                    in.only("value")
                            .expect(DerValue.contextConstructed(0), "value")
                            .children("value")
                            .only("value");
            String text = DerText.decode(value);
            return new Other(oid, text == null ? "#" + hex(value) : DerText.escape(text));
        }

        private static String hex(DerValue value) {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(value.bytes(), value.start(), value.end());
        }
    }
}
