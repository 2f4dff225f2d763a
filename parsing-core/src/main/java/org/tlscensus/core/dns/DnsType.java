package org.tlscensus.core.dns;

/** Types of questions and records (IANA, "Domain Name System (DNS) Parameters"). */
public final class DnsType {
    public static final int A = 1;
    public static final int CNAME = 5;
    public static final int TXT = 16;
    public static final int AAAA = 28;

    /** RFC 6698. */
    public static final int TLSA = 52;

    /** RFC 9460. */
    public static final int SVCB = 64;

    /** RFC 9460. */
    public static final int HTTPS = 65;

    /** The word of a type that has none here: strangers may ask for any of 65,536. */
    public static final String OTHER = "other";

    private DnsType() {}

    /** Whether answers to it lead a client to an address before it connects. */
    public static boolean isOfAddresses(int type) {
        return type == A || type == AAAA || type == CNAME || type == HTTPS;
    }

    /** Its name in the registry; of a bounded set. */
    public static String word(int type) {
        return switch (type) {
            case A -> "A";
            case 2 -> "NS";
            case CNAME -> "CNAME";
            case 6 -> "SOA";
            case 12 -> "PTR";
            case 13 -> "HINFO";
            case 15 -> "MX";
            case TXT -> "TXT";
            case AAAA -> "AAAA";
            case 29 -> "LOC";
            case 33 -> "SRV";
            case 35 -> "NAPTR";
            case 39 -> "DNAME";
            case 43 -> "DS";
            case 44 -> "SSHFP";
            case 45 -> "IPSECKEY";
            case 46 -> "RRSIG";
            case 47 -> "NSEC";
            case 48 -> "DNSKEY";
            case 50 -> "NSEC3";
            case 51 -> "NSEC3PARAM";
            case TLSA -> "TLSA";
            case 53 -> "SMIMEA";
            case 59 -> "CDS";
            case 60 -> "CDNSKEY";
            case 61 -> "OPENPGPKEY";
            case 62 -> "CSYNC";
            case SVCB -> "SVCB";
            case HTTPS -> "HTTPS";
            case 99 -> "SPF";
            case 251 -> "IXFR";
            case 252 -> "AXFR";
            case 255 -> "ANY";
            case 256 -> "URI";
            case 257 -> "CAA";
            default -> OTHER;
        };
    }
}
