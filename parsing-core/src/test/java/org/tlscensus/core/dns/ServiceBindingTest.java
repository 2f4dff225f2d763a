package org.tlscensus.core.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.ServiceRow;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

class ServiceBindingTest {
    /** A configuration with id 7, KEM 0x20, a key of one byte and a public name of one letter. */
    private static final String CONFIG = "fe0d 0011 07 0020 0001 99 0004 00010001 00 01 63 0000";

    private static ServiceRow parse(String hex, DnsLimits limits) throws ParseException {
        byte[] data = HexFormat.of().parseHex(hex.replace(" ", ""));
        return ServiceBinding.parse("HTTPS", new ByteCursor(data), data, limits);
    }

    /** What is there. */
    private static String told(ServiceRow row) throws ReflectiveOperationException {
        List<String> told = new ArrayList<>();
        for (RecordComponent component : ServiceRow.class.getRecordComponents()) {
            Object value = component.getAccessor().invoke(row);
            if (value != null && !value.equals(false) && !component.getName().equals("type")) {
                told.add(component.getName() + "=" + value);
            }
        }
        return String.join(" ", told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
        nothing              ; 0001 00                                     ; priority=1 target=.
        a target             ; 0010 0161 0162 00                           ; priority=16 target=a.b
        an alias             ; 0000 0161 00                                ; priority=0 target=a
        an alias, parameters ; 0000 0161 00 0003 0002 20fb                 ; priority=0 target=a
        protocols            ; 0001 00 0001 0006 02 6832 02 6833           ; priority=1 target=. alpn=[h2, h3]
        no default           ; 0001 00 0001 0003 02 6833 0002 0000         ; priority=1 target=. alpn=[h3] noDefaultAlpn=true
        port                 ; 0001 00 0003 0002 20fb                      ; priority=1 target=. port=8443
        hints, sorted        ; 0001 00 0004 0008 c0000202 c0000201         ; priority=1 target=. ipv4hint=[192.0.2.1, 192.0.2.2]
        IPv6 hint            ; 0001 00 0006 0010 20010db8000000000000000000000001 ; priority=1 target=. ipv6hint=[2001:db8::1]
        encrypted hello      ; 0001 00 0005 0017 0015 CONFIG               ; priority=1 target=. echBytes=23 echConfigIds=[7] echKemIds=[32] echPublicNames=[c]
        its new version      ; 0001 00 0005 001c 001a ffff 0001 00 CONFIG  ; priority=1 target=. echBytes=28 echConfigIds=[7] echKemIds=[32] echPublicNames=[c]
        template             ; 0001 00 0007 0002 2f71                      ; priority=1 target=. dohPath=/q
        mandatory, others    ; 0001 00 0000 0004 0001ff78 ff78 0001 00     ; priority=1 target=. mandatory=[alpn, key65400] otherKeys=[key65400]
        hint of three bytes  ; 0001 00 0003 0002 0001 0004 0003 c00002     ; priority=1 target=. port=1 parseError=ipv4hint: address: TRUNCATED
        empty protocol       ; 0001 00 0001 0001 00 0003 0002 0001         ; priority=1 target=. port=1 parseError=alpn: alpn_id: BAD_LENGTH
        port of three bytes  ; 0001 00 0003 0003 000100                    ; priority=1 target=. port=1 parseError=port: svc_param_value: TRAILING_BYTES
        twice the same       ; 0001 00 0003 0002 0001 0003 0002 0002       ; priority=1 target=. port=1 parseError=port: svc_param_key: BAD_VALUE
        parameter cut        ; 0001 00 0003 0002 0001 0004 0004 c000       ; priority=1 target=. port=1 parseError=parameters: svc_param_value: TRUNCATED
        configurations cut   ; 0001 00 0005 0016 0015 CONFIG               ; priority=1 target=. echBytes=22 parseError=ech: ech_config_list: TRUNCATED
        """)
    void tells(String name, String hex, String expected) throws Exception {
        String data = hex.replace("CONFIG", CONFIG).replace(" ", "");
        if (name.equals("configurations cut")) {
            data = data.substring(0, data.length() - 2);
        }
        assertEquals(expected, told(parse(data, DnsLimits.DEFAULTS)));
    }

    @Test
    void priorityAndTargetMustBeThere() {
        for (String cut : List.of("", "00", "0001", "0001 01", "0001 0161")) {
            assertThrows(ParseException.class, () -> parse(cut, DnsLimits.DEFAULTS));
        }
    }

    @Test
    void listsAreBounded() throws ParseException {
        DnsLimits two = new DnsLimits(1 << 14, 16, 16, 2);
        ServiceRow row =
                parse(
                        "0001 00 0000 0006 000100020003 0001 0006 01 61 01 62 01 63"
                                + "0004 000c 01010101 02020202 03030303"
                                + "0005 0041 003f"
                                + CONFIG
                                + CONFIG
                                + CONFIG
                                + "ff00 0000 ff01 0000 ff02 0000",
                        two);
        assertEquals(2, row.mandatory().size());
        assertEquals(2, row.alpn().size());
        assertEquals(2, row.ipv4hint().size());
        assertEquals(2, row.echConfigIds().size());
        assertEquals(2, row.otherKeys().size());
        assertEquals(null, row.parseError());
    }
}
