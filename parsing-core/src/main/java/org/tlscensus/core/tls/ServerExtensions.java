package org.tlscensus.core.tls;

import java.util.List;
import java.util.function.Consumer;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/** What the extensions of a ServerHello or HelloRetryRequest chose; null where one is absent. */
final class ServerExtensions {
    private static final int RAW_PUBLIC_KEY = 2; // IANA TLS Certificate Types registry

    int[] ids;
    Integer selectedVersion;
    Integer selectedGroup;
    String alpn;
    boolean heartbeat;
    boolean preSharedKey;
    boolean sessionTicket;
    boolean rawPublicKey;
    boolean encryptedClientHello;
    List<byte[]> scts;

    private ServerExtensions() {}

    static ServerExtensions read(Extensions split, Consumer<TlsAnomaly> anomalies) {
        ServerExtensions extensions = new ServerExtensions();
        extensions.ids = split.ids();
        split.read(extensions::read, anomalies);
        return extensions;
    }

    /** Whether the body ended where its content does. */
    private boolean read(int id, ByteCursor in) throws ParseException {
        switch (id) {
            case ExtensionType.SUPPORTED_VERSIONS -> selectedVersion = in.u16("selected_version");
            case ExtensionType.KEY_SHARE, ExtensionType.KEY_SHARE_OLD -> {
                selectedGroup = in.u16("group");
                if (!in.isAtEnd()) { // a HelloRetryRequest has the group only
                    in.vector16(1, 0xffff, "key_exchange");
                }
            }
            case ExtensionType.ALPN -> {
                List<String> names =
                        WireLists.strings8(in.vector16(2, 0xffff, "alpn"), "protocol_name");
                alpn = names.get(0);
                return names.size() == 1 && in.isAtEnd();
            }
            case ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP -> scts = SctList.all(in);
            case ExtensionType.SERVER_CERTIFICATE_TYPE ->
                    rawPublicKey = in.u8("server_certificate_type") == RAW_PUBLIC_KEY;
            default -> {
                flag(id);
                return true;
            }
        }
        return in.isAtEnd();
    }

    private void flag(int id) {
        switch (id) {
            case ExtensionType.HEARTBEAT -> heartbeat = true;
            case ExtensionType.PRE_SHARED_KEY -> preSharedKey = true;
            case ExtensionType.SESSION_TICKET -> sessionTicket = true;
            case ExtensionType.ENCRYPTED_CLIENT_HELLO -> encryptedClientHello = true;
            default -> {}
        }
    }
}
