package org.tlscensus.core.tls;

/**
 * Handshake message types (IANA TLS HandshakeType registry), with the letters that a history has
 * for them: Zeek's.
 */
final class HandshakeType {
    static final int HELLO_REQUEST = 0;
    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final int HELLO_VERIFY_REQUEST = 3;
    static final int NEW_SESSION_TICKET = 4;
    static final int HELLO_RETRY_REQUEST = 6; // drafts of TLS 1.3 only
    static final int ENCRYPTED_EXTENSIONS = 8;
    static final int CERTIFICATE = 11;
    static final int SERVER_KEY_EXCHANGE = 12;
    static final int CERTIFICATE_REQUEST = 13;
    static final int SERVER_HELLO_DONE = 14;
    static final int CERTIFICATE_VERIFY = 15;
    static final int CLIENT_KEY_EXCHANGE = 16;
    static final int FINISHED = 20;
    static final int CERTIFICATE_STATUS = 22;
    static final int COMPRESSED_CERTIFICATE = 25;

    private HandshakeType() {}

    /** The letter of a message type; Z for one that no registry knows. */
    static char letter(int type) {
        return switch (type) {
            case HELLO_REQUEST -> 'H';
            case CLIENT_HELLO -> 'C';
            case SERVER_HELLO -> 'S';
            case HELLO_VERIFY_REQUEST -> 'V';
            case NEW_SESSION_TICKET -> 'T';
            case 5 -> 'E'; // end_of_early_data
            case HELLO_RETRY_REQUEST -> 'J';
            case ENCRYPTED_EXTENSIONS -> 'O';
            case CERTIFICATE -> 'X';
            case SERVER_KEY_EXCHANGE -> 'K';
            case CERTIFICATE_REQUEST -> 'R';
            case SERVER_HELLO_DONE -> 'N';
            case CERTIFICATE_VERIFY -> 'Y';
            case CLIENT_KEY_EXCHANGE -> 'G';
            case FINISHED -> 'F';
            case 21 -> 'W'; // certificate_url
            case CERTIFICATE_STATUS -> 'U';
            case 23 -> 'A'; // supplemental_data
            case 24 -> 'P'; // key_update
            case 254 -> 'M'; // message_hash
            default -> 'Z';
        };
    }

    /** Whether a message has a list of up to 2^24 bytes: certificates, OCSP responses. */
    static boolean hasLongList(int type) {
        return switch (type) {
            case CERTIFICATE, CERTIFICATE_STATUS, COMPRESSED_CERTIFICATE -> true;
            default -> false;
        };
    }

    static boolean isKnown(int type) {
        return letter(type) != 'Z' || type == COMPRESSED_CERTIFICATE || type == 67; // NPN's
    }
}
