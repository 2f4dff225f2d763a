package org.tlscensus.core.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/** What the extensions of a ClientHello offer; null where one is absent or makes no sense. */
final class ClientExtensions {
    int[] ids;
    String serverName;
    int[] supportedVersions;
    int[] groups;
    int[] keyShareGroups;
    int[] pointFormats;
    int[] signatureSchemes;
    List<String> alpn;
    byte[] firstAlpn; // as sent
    int[] pskModes;
    boolean sessionTicket;
    boolean statusRequest;
    boolean sctRequest;
    boolean heartbeat;
    boolean extendedMasterSecret;
    boolean renegotiationInfo;
    boolean earlyData;
    boolean encryptedClientHello;
    Integer echKdf;
    Integer echAead;
    Integer echConfigId;
    int[] certificateCompression;
    int[] delegatedCredentialSchemes;
    List<String> applicationSettings;
    Integer paddingLength;

    private ClientExtensions() {}

    static ClientExtensions read(Extensions split, Consumer<TlsAnomaly> anomalies) {
        ClientExtensions extensions = new ClientExtensions();
        extensions.ids = split.ids();
        split.read(extensions::read, anomalies);
        return extensions;
    }

    /** Whether the body ended where its content does. */
    private boolean read(int id, ByteCursor in) throws ParseException {
        switch (id) {
            case ExtensionType.SERVER_NAME -> serverName(in);
            case ExtensionType.SUPPORTED_GROUPS ->
                    groups = in.vector16(2, 0xffff, "named_group_list").u16List("named_group_list");
            case ExtensionType.EC_POINT_FORMATS ->
                    pointFormats = in.vector8(1, 0xff, "ec_point_format_list").u8List();
            case ExtensionType.SIGNATURE_ALGORITHMS ->
                    signatureSchemes =
                            in.vector16(2, 0xfffe, "supported_signature_algorithms")
                                    .u16List("supported_signature_algorithms");
            case ExtensionType.ALPN -> alpn(in);
            case ExtensionType.PADDING -> {
                paddingLength = in.remaining();
                return true;
            }
            case ExtensionType.COMPRESS_CERTIFICATE ->
                    certificateCompression =
                            in.vector8(2, 0xfe, "algorithms").u16List("algorithms");
            case ExtensionType.DELEGATED_CREDENTIAL ->
                    delegatedCredentialSchemes =
                            in.vector16(2, 0xfffe, "supported_signature_algorithm")
                                    .u16List("supported_signature_algorithm");
            case ExtensionType.KEY_SHARE, ExtensionType.KEY_SHARE_OLD -> keyShares(in);
            case ExtensionType.SUPPORTED_VERSIONS ->
                    supportedVersions = in.vector8(2, 0xfe, "versions").u16List("versions");
            case ExtensionType.PSK_KEY_EXCHANGE_MODES ->
                    pskModes = in.vector8(1, 0xff, "ke_modes").u8List();
            case ExtensionType.APPLICATION_SETTINGS, ExtensionType.APPLICATION_SETTINGS_OLD ->
                    applicationSettings =
                            WireLists.strings8(in.vector16(2, 0xffff, "alps"), "protocol_name");
            case ExtensionType.ENCRYPTED_CLIENT_HELLO -> encryptedClientHello(in);
            default -> {
                flag(id, in.remaining());
                return true;
            }
        }
        return in.isAtEnd();
    }

    /** Extensions of which it counts that they are there. */
    private void flag(int id, int length) {
        switch (id) {
            case ExtensionType.STATUS_REQUEST, ExtensionType.STATUS_REQUEST_V2 ->
                    statusRequest = true;
            case ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP -> sctRequest = true;
            case ExtensionType.HEARTBEAT -> heartbeat = true;
            case ExtensionType.EXTENDED_MASTER_SECRET -> extendedMasterSecret = true;
            case ExtensionType.RENEGOTIATION_INFO -> renegotiationInfo = true;
            case ExtensionType.EARLY_DATA -> earlyData = true;
            case ExtensionType.SESSION_TICKET -> sessionTicket = length > 0;
            default -> {}
        }
    }

    /** RFC 6066 section 3. A client that sends an empty body offers no name. */
    private void serverName(ByteCursor in) throws ParseException {
        ByteCursor list = in.vector16(1, 0xffff, "server_name_list");
        while (!list.isAtEnd()) {
            int type = list.u8("name_type");
            ByteCursor name = list.vector16(1, 0xffff, "host_name");
            if (type == 0 && serverName == null) {
                serverName = WireLists.text(name);
            }
        }
    }

    /** RFC 7301 section 3.1. */
    private void alpn(ByteCursor in) throws ParseException {
        ByteCursor list = in.vector16(2, 0xffff, "protocol_name_list");
        List<String> names = new ArrayList<>(2);
        while (!list.isAtEnd()) {
            byte[] name = list.vector8(0, 0xff, "protocol_name").rest();
            if (firstAlpn == null) {
                firstAlpn = name;
            }
            names.add(new String(name, StandardCharsets.UTF_8));
        }
        alpn = names;
    }

    /** RFC 8446 section 4.2.8. */
    private void keyShares(ByteCursor in) throws ParseException {
        ByteCursor list = in.vector16(0, 0xffff, "client_shares");
        int[] found = new int[4];
        int count = 0;
        while (!list.isAtEnd()) {
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = list.u16("group");
            list.vector16(1, 0xffff, "key_exchange");
        }
        keyShareGroups = Arrays.copyOf(found, count);
    }

    /** ECHClientHello of type outer (RFC 9849 section 5). */
    private void encryptedClientHello(ByteCursor in) throws ParseException {
        encryptedClientHello = true;
        if (in.u8("type") != 0) {
            return;
        }
        int kdf = in.u16("kdf_id");
        int aead = in.u16("aead_id");
        int configId = in.u8("config_id");
        in.vector16(0, 0xffff, "enc");
        in.vector16(1, 0xffff, "payload");
        echKdf = kdf;
        echAead = aead;
        echConfigId = configId;
    }
}
