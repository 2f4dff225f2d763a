package org.tlscensus.core.tls.dtls;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * A DTLS record (RFC 6347 section 4.1), one with a connection id (RFC 9146 section 4), or DTLS
 * 1.3's ciphertext with its unified header (RFC 9147 section 4).
 *
 * @param type outer content type; of a unified header, which has none, what the epoch is for:
 *     handshake or application data (RFC 9147 section 6.1)
 * @param version version field; 0 of a unified header, which has none
 * @param epoch of a unified header its two low bits only
 * @param fragment what the record holds, as far as it was captured
 * @param missingBytes bytes of the fragment that the datagram does not have
 */
record DtlsRecord(int type, int version, int epoch, ByteCursor fragment, int missingBytes) {
    // TLS ContentType registry.
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;
    static final int CONNECTION_ID = 25;
    static final int ACK = 26;

    /** What OpenSSL spoke before DTLS 1.0 was settled, and its descendants in VPNs still do. */
    static final int VERSION_OPENSSL_OLD = 0x0100;

    private static final int NO_VERSION = 0;
    private static final int HANDSHAKE_EPOCH = 2;

    /** The length of a connection id that is not known. */
    static final int UNKNOWN = -1;

    /**
     * The next record of a datagram.
     *
     * @param connectionIdLength bytes of the connection ids in this direction, or {@link #UNKNOWN}:
     *     then a record that has one is taken to fill the datagram
     */
    static DtlsRecord parse(ByteCursor in, int connectionIdLength) throws ParseException {
        int type = in.u8("content_type");
        if ((type & 0xe0) == 0x20) {
            return parseUnified(type, in, connectionIdLength);
        }
        int start = in.position() - 1;
        int version = in.u16("version");
        if (type < CHANGE_CIPHER_SPEC || type > ACK || !isVersion(version)) {
            throw new ParseException(ParseException.Reason.BAD_VALUE, "content_type", start);
        }
        int epoch = in.u16("epoch");
        in.skip(6, "sequence_number");
        if (type == CONNECTION_ID) {
            if (connectionIdLength == UNKNOWN) {
                return rest(type, version, epoch, in);
            }
            in.skip(connectionIdLength, "cid");
        }
        return body(type, version, epoch, in.u16("length"), in);
    }

    private static DtlsRecord parseUnified(int flags, ByteCursor in, int connectionIdLength)
            throws ParseException {
        int epoch = flags & 0x03;
        int type = epoch == HANDSHAKE_EPOCH ? HANDSHAKE : APPLICATION_DATA;
        if ((flags & 0x10) != 0) {
            if (connectionIdLength == UNKNOWN) {
                return rest(type, NO_VERSION, epoch, in);
            }
            in.skip(connectionIdLength, "connection_id");
        }
        in.skip((flags & 0x08) != 0 ? 2 : 1, "sequence_number");
        int length = (flags & 0x04) != 0 ? in.u16("length") : in.remaining();
        return body(type, NO_VERSION, epoch, length, in);
    }

    private static DtlsRecord rest(int type, int version, int epoch, ByteCursor in)
            throws ParseException {
        return body(type, version, epoch, in.remaining(), in);
    }

    private static DtlsRecord body(int type, int version, int epoch, int length, ByteCursor in)
            throws ParseException {
        int there = Math.min(length, in.remaining());
        return new DtlsRecord(type, version, epoch, in.slice(there, "fragment"), length - there);
    }

    /** DTLS counts its versions down from 1.0 as 0xfeff. */
    private static boolean isVersion(int version) {
        return version >= 0xfef0 && version <= 0xfeff || version == VERSION_OPENSSL_OLD;
    }

    /** Whether it has DTLS 1.3's header for ciphertext. */
    boolean isUnified() {
        return version == NO_VERSION;
    }

    /** Whether the fragment is in the clear. */
    boolean isClear() {
        return epoch == 0 && type != CONNECTION_ID && !isUnified();
    }
}
