package org.tlscensus.core.x509;

import java.util.Map;

/**
 * Short names of the attributes in distinguished names: those of RFC 4514 section 3, and for others
 * the ones that OpenSSL prints.
 */
final class AttributeTypes {
    static final String COMMON_NAME = "2.5.4.3";
    static final String ORGANIZATION = "2.5.4.10";
    static final String EMAIL_ADDRESS = "1.2.840.113549.1.9.1";

    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry(COMMON_NAME, "CN"),
                    Map.entry("2.5.4.4", "SN"),
                    Map.entry("2.5.4.5", "serialNumber"),
                    Map.entry("2.5.4.6", "C"),
                    Map.entry("2.5.4.7", "L"),
                    Map.entry("2.5.4.8", "ST"),
                    Map.entry("2.5.4.9", "street"),
                    Map.entry(ORGANIZATION, "O"),
                    Map.entry("2.5.4.11", "OU"),
                    Map.entry("2.5.4.12", "title"),
                    Map.entry("2.5.4.13", "description"),
                    Map.entry("2.5.4.15", "businessCategory"),
                    Map.entry("2.5.4.16", "postalAddress"),
                    Map.entry("2.5.4.17", "postalCode"),
                    Map.entry("2.5.4.18", "postOfficeBox"),
                    Map.entry("2.5.4.20", "telephoneNumber"),
                    Map.entry("2.5.4.41", "name"),
                    Map.entry("2.5.4.42", "GN"),
                    Map.entry("2.5.4.43", "initials"),
                    Map.entry("2.5.4.44", "generationQualifier"),
                    Map.entry("2.5.4.45", "x500UniqueIdentifier"),
                    Map.entry("2.5.4.46", "dnQualifier"),
                    Map.entry("2.5.4.65", "pseudonym"),
                    Map.entry("2.5.4.72", "role"),
                    Map.entry("2.5.4.97", "organizationIdentifier"),
                    Map.entry("0.9.2342.19200300.100.1.1", "UID"),
                    Map.entry("0.9.2342.19200300.100.1.25", "DC"),
                    Map.entry(EMAIL_ADDRESS, "emailAddress"),
                    Map.entry("1.2.840.113549.1.9.2", "unstructuredName"),
                    Map.entry("1.2.840.113549.1.9.8", "unstructuredAddress"),
                    Map.entry("1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL"),
                    Map.entry("1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST"),
                    Map.entry("1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC"),
                    Map.entry("1.2.643.3.131.1.1", "INN"),
                    Map.entry("1.2.643.100.1", "OGRN"),
                    Map.entry("1.2.643.100.3", "SNILS"));

    private AttributeTypes() {}

    /** The short name, or null: then RFC 4514 wants the OID and the value in hex. */
    static String shortName(String oid) {
        return NAMES.get(oid);
    }
}
