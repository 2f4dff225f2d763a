package org.tlscensus.core.starttls;

import java.util.Locale;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/** LDAP (RFC 4511); what the server can is told by its root entry (RFC 4512 section 5.1). */
final class Ldap implements MessageProtocol {
    private static final String STARTTLS = "1.3.6.1.4.1.1466.20037";
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int BIND_REQUEST = 0x60;
    private static final int BIND_RESPONSE = 0x61;
    private static final int SEARCH_RESULT_ENTRY = 0x64;
    private static final int EXTENDED_REQUEST = 0x77;
    private static final int EXTENDED_RESPONSE = 0x78;
    private static final int REQUEST_NAME = 0x80;
    private static final int RESPONSE_NAME = 0x8a;
    private static final int SIMPLE = 0x80;

    private final StartTlsState findings;
    private long startTlsMessage = -1;
    private boolean isBindNamed; // the bind that waits for its response is not an anonymous one
    private boolean isBound;

    Ldap(StartTlsState findings) {
        this.findings = findings;
        findings.protocol("ldap");
    }

    /** A message's head: sequence, integer of up to 4 bytes, operation. */
    static Protocol.Opening opening(byte[] first, int count) {
        ByteCursor in = new ByteCursor(first, 0, count);
        try {
            if (in.u8("message") != SEQUENCE) {
                return Protocol.Opening.NO;
            }
            boolean isLong = Ber.length(in, "length") >= 5;
            if (!isLong || in.u8("message_id") != INTEGER) {
                return Protocol.Opening.NO;
            }
            int idBytes = in.u8("length");
            if (idBytes < 1 || idBytes > 4) {
                return Protocol.Opening.NO;
            }
            in.skip(idBytes, "message_id");
            return switch (in.u8("operation")) {
                case 0x60, 0x42, 0x63, 0x66, 0x68, 0x4a, 0x6c, 0x6e, 0x50, 0x77 ->
                        Protocol.Opening.CLIENT;
                case 0x61, 0x64, 0x65, 0x67, 0x69, 0x6b, 0x6d, 0x6f, 0x73, 0x78, 0x79 ->
                        Protocol.Opening.SERVER;
                default -> Protocol.Opening.NO;
            };
        } catch (ParseException e) {
            return e.reason() == ParseException.Reason.TRUNCATED
                    ? Protocol.Opening.NEED_MORE
                    : Protocol.Opening.NO;
        }
    }

    @Override
    public long length(Side role, ByteCursor start) throws ParseException {
        int available = start.remaining();
        if (start.u8("message") != SEQUENCE) {
            if (isBound) { // a layer that the bind agreed on, sealed
                findings.stage(StartTlsState.Stage.OVER);
                return Long.MAX_VALUE;
            }
            throw new ParseException(ParseException.Reason.BAD_VALUE, "message", 0);
        }
        if (start.isAtEnd()) {
            return 0;
        }
        int first = start.u8("length");
        if (first > 0x80 && available < 2 + (first & 0x7f)) {
            if (first > 0x84) {
                throw new ParseException(ParseException.Reason.BAD_LENGTH, "length", 1);
            }
            return 0;
        }
        long length = first;
        if (first >= 0x80) {
            length = 0;
            while (!start.isAtEnd()) {
                length = length << 8 | start.u8("length");
            }
        }
        return available + length;
    }

    @Override
    public void message(Side role, ByteCursor bytes) throws ParseException {
        bytes.skip(1, "message");
        Ber.length(bytes, "length");
        Ber id = Ber.read(bytes, "message_id");
        long messageId = number(id);
        int operation = bytes.u8("operation");
        long length = Ber.length(bytes, "length");
        ByteCursor body = bytes.slice((int) Math.min(length, bytes.remaining()), "operation");
        switch (operation) {
            case BIND_REQUEST -> bindRequest(body);
            case BIND_RESPONSE -> bindResponse(body);
            case EXTENDED_REQUEST -> extendedRequest(messageId, body);
            case EXTENDED_RESPONSE -> extendedResponse(messageId, body);
            case SEARCH_RESULT_ENTRY -> entry(body);
            default -> {}
        }
    }

    private static long number(Ber integer) throws ParseException {
        long value = 0;
        ByteCursor body = integer.body();
        if (body.remaining() > 8) {
            throw new ParseException(ParseException.Reason.BAD_LENGTH, "integer", body.position());
        }
        while (!body.isAtEnd()) {
            value = value << 8 | body.u8("integer");
        }
        return value;
    }

    private void bindRequest(ByteCursor body) throws ParseException {
        Ber.read(body, "version");
        boolean isNamed = !Ber.read(body, "name").body().isAtEnd();
        Ber credentials = Ber.read(body, "authentication");
        boolean isSimple = credentials.tag() == SIMPLE;
        isBindNamed = !isSimple || isNamed && !credentials.body().isAtEnd();
    }

    private void bindResponse(ByteCursor body) throws ParseException {
        if (number(Ber.read(body, "result_code")) == 0) {
            isBound = true;
            if (isBindNamed) {
                findings.authenticated();
            }
        }
    }

    private void extendedRequest(long messageId, ByteCursor body) throws ParseException {
        Ber name = Ber.read(body, "request_name");
        if (name.tag() == REQUEST_NAME && name.text().equals(STARTTLS)) {
            startTlsMessage = messageId;
            findings.requested();
        }
    }

    /** Found by the message's id, else by the name that it may have. */
    private void extendedResponse(long messageId, ByteCursor body) throws ParseException {
        boolean isAccepted = number(Ber.read(body, "result_code")) == 0;
        boolean isAnswer = messageId == startTlsMessage;
        while (!isAnswer && !body.isAtEnd()) {
            Ber field = Ber.read(body, "response_name");
            isAnswer = field.tag() == RESPONSE_NAME && field.text().equals(STARTTLS);
        }
        if (!isAnswer) {
            return;
        }
        if (isAccepted) {
            findings.accepted();
        } else {
            findings.refused();
        }
    }

    /** The root entry's name is empty. */
    private void entry(ByteCursor body) throws ParseException {
        if (!Ber.read(body, "object_name").body().isAtEnd()) {
            return;
        }
        ByteCursor attributes = Ber.read(body, "attributes").body();
        while (!attributes.isAtEnd()) {
            ByteCursor attribute = Ber.read(attributes, "attribute").body();
            String type = Ber.read(attribute, "type").text().toLowerCase(Locale.ROOT);
            attribute(type, Ber.read(attribute, "values").body());
        }
    }

    private void attribute(String type, ByteCursor values) throws ParseException {
        switch (type) {
            case "supportedextension" -> {
                boolean isUpgradeListed = false;
                while (!values.isAtEnd()) {
                    isUpgradeListed |= Ber.read(values, "value").text().equals(STARTTLS);
                }
                findings.listed(isUpgradeListed);
            }
            case "supportedsaslmechanisms" -> {
                while (!values.isAtEnd()) {
                    findings.mechanism(Ber.read(values, "value").text());
                }
            }
            case "vendorname", "vendorversion" ->
                    findings.software(Ber.read(values, "value").text());
            default -> {}
        }
    }
}
