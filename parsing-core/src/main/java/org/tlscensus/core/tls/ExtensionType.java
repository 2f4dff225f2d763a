package org.tlscensus.core.tls;

/** Extension numbers (IANA TLS ExtensionType Values registry, and two that browsers use). */
final class ExtensionType {
    static final int SERVER_NAME = 0;
    static final int STATUS_REQUEST = 5;
    static final int SUPPORTED_GROUPS = 10;
    static final int EC_POINT_FORMATS = 11;
    static final int SIGNATURE_ALGORITHMS = 13;
    static final int HEARTBEAT = 15;
    static final int ALPN = 16;
    static final int STATUS_REQUEST_V2 = 17;
    static final int SIGNED_CERTIFICATE_TIMESTAMP = 18;
    static final int SERVER_CERTIFICATE_TYPE = 20;
    static final int PADDING = 21;
    static final int EXTENDED_MASTER_SECRET = 23;
    static final int COMPRESS_CERTIFICATE = 27;
    static final int DELEGATED_CREDENTIAL = 34;
    static final int SESSION_TICKET = 35;
    static final int KEY_SHARE_OLD = 40; // drafts of TLS 1.3 before 23
    static final int PRE_SHARED_KEY = 41;
    static final int EARLY_DATA = 42;
    static final int SUPPORTED_VERSIONS = 43;
    static final int COOKIE = 44;
    static final int PSK_KEY_EXCHANGE_MODES = 45;
    static final int CERTIFICATE_AUTHORITIES = 47;
    static final int KEY_SHARE = 51;
    static final int APPLICATION_SETTINGS_OLD = 0x4469;
    static final int APPLICATION_SETTINGS = 0x44cd;
    static final int ENCRYPTED_CLIENT_HELLO = 0xfe0d;
    static final int RENEGOTIATION_INFO = 0xff01;

    private ExtensionType() {}
}
