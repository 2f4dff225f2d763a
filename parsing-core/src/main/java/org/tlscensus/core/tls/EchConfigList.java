package org.tlscensus.core.tls;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * The configurations for Encrypted ClientHello that a server publishes (RFC 9849 section 4). Those
 * of a version that is not known are passed over, as clients do.
 */
public record EchConfigList(List<Config> configs) {
    private static final int VERSION = 0xfe0d;

    /**
     * A configuration, as far as a client's hello tells of it.
     *
     * @param id which a hello names; servers choose it as they like
     * @param kemId HPKE KEM, IANA number
     * @param publicName the server name that the outer hello has
     */
    public record Config(int id, int kemId, String publicName) {}

    /**
     * Reads a list, its length too.
     *
     * @param most of the configurations that are kept; all are read
     */
    public static EchConfigList parse(ByteCursor in, int most) throws ParseException {
        ByteCursor list = in.vector16(4, 0xffff, "ech_config_list");
        in.expectEnd("ech_config_list");
        List<Config> configs = new ArrayList<>(1);
        while (!list.isAtEnd()) {
            int version = list.u16("version");
            ByteCursor contents = list.vector16(0, 0xffff, "contents");
            if (version == VERSION) {
                Config config = config(contents);
                if (configs.size() < most) {
                    configs.add(config);
                }
            }
        }
        return new EchConfigList(configs);
    }

    private static Config config(ByteCursor in) throws ParseException {
        int id = in.u8("config_id");
        int kemId = in.u16("kem_id");
        in.vector16(1, 0xffff, "public_key");
        in.vector16(4, 0xfffc, "cipher_suites");
        in.u8("maximum_name_length");
        String publicName = WireLists.text(in.vector8(1, 0xff, "public_name"));
        in.vector16(0, 0xffff, "extensions");
        in.expectEnd("contents");
        return new Config(id, kemId, publicName);
    }
}
