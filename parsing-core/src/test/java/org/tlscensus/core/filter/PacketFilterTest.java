package org.tlscensus.core.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.packet.Bytes;
import org.tlscensus.core.packet.Outcome;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.PacketLimits;

/** Expressions as pcap-filter(7) defines them, over packets of each kind. */
class PacketFilterTest {
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int C_TAG = 0x8100;

    /** Names of the packets that the expression takes, of t4, u4, t6, u6, v4 (t4 in VLAN 7). */
    private static String taken(String expression) {
        PacketFilter filter = PacketFilter.parse(expression);
        StringBuilder taken = new StringBuilder();
        for (int version : new int[] {4, 6}) {
            byte[] tcp = Bytes.ip(version, TCP, Bytes.tcp(40_001, 443, "16030100"));
            byte[] udp = Bytes.ip(version, UDP, Bytes.udp(50_001, 53, new byte[12]));
            add(taken, filter, "t" + version, Bytes.ethernetIp(tcp));
            add(taken, filter, "u" + version, Bytes.ethernetIp(udp));
            if (version == 4) {
                add(taken, filter, "v4", Bytes.tagged(Bytes.ethernetIp(tcp), C_TAG, 7));
            }
        }
        return taken.toString().strip();
    }

    private static void add(StringBuilder taken, PacketFilter filter, String name, byte[] frame) {
        PacketDecoder packet = new PacketDecoder(PacketLimits.DEFAULTS);
        assertEquals(
                Outcome.DECODED, packet.decode(frame, 0, frame.length, frame.length, 1, 0), name);
        if (filter.matches(packet)) {
            taken.append(' ').append(name);
        }
    }

    /** The packets' addresses are 10.0.0.1 to 192.168.1.2, and 2001:db8::1 to 2001:db8::2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
        tcp                                    ; t4 v4 t6
        udp                                    ; u4 u6
        ip                                     ; t4 u4 v4
        ip6                                    ; t6 u6
        proto tcp                              ; t4 v4 t6
        proto 17                               ; u4 u6
        ip proto udp                           ; u4
        port 443                               ; t4 v4 t6
        src port 443                           ; ''
        dst port 443                           ; t4 v4 t6
        tcp port 53                            ; ''
        udp port 53                            ; u4 u6
        port 53 or 443                         ; t4 u4 v4 t6 u6
        portrange 40000-40100                  ; t4 v4 t6
        src portrange 50001-50001              ; u4 u6
        src or dst port 53                     ; u4 u6
        src and dst port 53                    ; ''
        host 10.0.0.1                          ; t4 u4 v4
        192.168.1.2                            ; t4 u4 v4
        src host 10.0.0.2                      ; ''
        dst 192.168.1.2                        ; t4 u4 v4
        host 2001:db8::1                       ; t6 u6
        host 10.0.0.9 or 2001:DB8:0::2         ; t6 u6
        net 10                                 ; t4 u4 v4
        net 10.0.0.0/31                        ; t4 u4 v4
        src net 10.0.0.2/31                    ; ''
        dst net 192.168.1.2/31                 ; t4 u4 v4
        net 10.0.0.0 mask 255.255.255.252      ; t4 u4 v4
        net 192.168                            ; t4 u4 v4
        net 0.0.0.0/0                          ; t4 u4 v4
        net 2001:db8::/32                      ; t6 u6
        net ::/0                               ; t4 u4 v4 t6 u6
        ip6 net 2001:db8::/32 and udp          ; u6
        vlan                                   ; v4
        vlan 7                                 ; v4
        vlan 8                                 ; ''
        not vlan                               ; t4 u4 t6 u6
        vlan 7 and tcp                         ; v4
        !tcp                                   ; u4 u6
        not not tcp                            ; t4 v4 t6
        tcp && ip                              ; t4 v4
        tcp||udp                               ; t4 u4 v4 t6 u6
        udp or tcp and ip6                     ; t6 u6
        udp or (tcp and ip6)                   ; u4 t6 u6
        not (port 53 or vlan)                  ; t4 t6
        ((tcp))                                ; t4 v4 t6
        tcp and not port 443                   ; ''
        """)
    void expressionsTakeTheirPackets(String expression, String packets) {
        assertEquals(packets, taken(expression));
    }

    @Test
    void nothingTakesAll() {
        assertEquals("t4 u4 v4 t6 u6", taken("  "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            textBlock =
                    """
        port https        ; 'https' is no port: want a number up to 65535 (column 6)
        port 65536        ; '65536' is no port: want a number up to 65535 (column 6)
        portrange 80      ; '' is no port: want a number up to 65535 (column 11)
        host example.org  ; 'example.org' is not an address: names are not looked up (column 6)
        host 10.0.0       ; '10.0.0' is not an address: names are not looked up (column 6)
        host 10.0.0.256   ; '10.0.0.256' is not an address: names are not looked up (column 6)
        host 2001:db8     ; '2001:db8' is not an address: names are not looked up (column 6)
        net 10.0.0.0/33   ; '10.0.0.0/33' is not a network like 10.0.0.0/8 (column 5)
        net ::/129        ; '::/129' is not a network like 10.0.0.0/8 (column 5)
        net 10 mask 255.0.255.0 ; '10 mask 255.0.255.0' is not a network and its mask (column 13)
        tcp and           ; the filter ends where something was to follow (column 8)
        (tcp              ; a closing parenthesis is missing (column 5)
        tcp)              ; ')' is not expected here: want and, or (column 4)
        tcp udp           ; 'udp' is not expected here: want and, or (column 5)
        icmp              ; 'icmp' is not an address: names are not looked up (column 1)
        proto icmp        ; want proto tcp or proto udp: nothing else makes connections (column 7)
        src               ; the filter ends where something was to follow (column 4)
        """)
    void whatIsWrongIsSaidWithItsColumn(String expression, String message) {
        FilterException wrong =
                assertThrows(FilterException.class, () -> PacketFilter.parse(expression.strip()));
        assertEquals(message, wrong.getMessage());
    }

    @Test
    void nestingIsBounded() {
        FilterException wrong =
                assertThrows(
                        FilterException.class, () -> PacketFilter.parse("(".repeat(5_000) + "tcp"));
        assertEquals("more than 100 parentheses and negations (column 101)", wrong.getMessage());
    }
}
