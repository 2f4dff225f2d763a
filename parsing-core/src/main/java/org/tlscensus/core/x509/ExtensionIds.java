package org.tlscensus.core.x509;

/** OIDs of certificate extensions and of what stands in them. */
final class ExtensionIds {
    // RFC 5280 section 4.2.1
    static final String SUBJECT_KEY_ID = "2.5.29.14";
    static final String KEY_USAGE = "2.5.29.15";
    static final String SUBJECT_ALT_NAME = "2.5.29.17";
    static final String BASIC_CONSTRAINTS = "2.5.29.19";
    static final String NAME_CONSTRAINTS = "2.5.29.30";
    static final String CRL_DISTRIBUTION_POINTS = "2.5.29.31";
    static final String CERTIFICATE_POLICIES = "2.5.29.32";
    static final String AUTHORITY_KEY_ID = "2.5.29.35";
    static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    // RFC 5280 sections 5.2.3 to 5.2.5, and 5.3.1
    static final String CRL_NUMBER = "2.5.29.20";
    static final String DELTA_CRL_INDICATOR = "2.5.29.27";
    static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
    static final String REASON_CODE = "2.5.29.21";
    // RFC 5280 section 4.2.2.1
    static final String AUTHORITY_INFO_ACCESS = "1.3.6.1.5.5.7.1.1";
    static final String ACCESS_OCSP = "1.3.6.1.5.5.7.48.1";
    static final String ACCESS_CA_ISSUERS = "1.3.6.1.5.5.7.48.2";
    // RFC 7633
    static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";
    // RFC 6962 sections 3.1 and 3.3
    static final String PRECERTIFICATE_POISON = "1.3.6.1.4.1.11129.2.4.3";
    static final String SCT_LIST = "1.3.6.1.4.1.11129.2.4.2";

    private ExtensionIds() {}
}
