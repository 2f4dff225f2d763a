package org.tlscensus.core.dns;

/** What a name is looked up for, where its labels say so. */
public final class LookupPurpose {
    /** Whether a domain has a policy for TLS between mail servers (RFC 8461 section 3.1). */
    public static final String MTA_STS = "mta_sts";

    /** The host that a client takes such a policy from (RFC 8461 section 3.3). */
    public static final String MTA_STS_POLICY = "mta_sts_policy";

    /** To whom failures of TLS between mail servers are told (RFC 8460 section 3). */
    public static final String TLS_REPORTING = "tls_reporting";

    /** The certificate of a mail server (RFC 7672). */
    public static final String DANE_SMTP = "dane_smtp";

    /** The certificate of another server (RFC 6698 section 3). */
    public static final String DANE = "dane";

    /** Whether a resolver encrypts (RFC 9461, RFC 9462). */
    public static final String RESOLVER = "resolver";

    private LookupPurpose() {}

    /**
     * The purpose of a question; null when the name does not tell one.
     *
     * @param name lower case, as {@link DnsMessage#name} has it
     */
    public static String of(String name, int type) {
        if (type == DnsType.TLSA) {
            return name.startsWith("_25._tcp.") ? DANE_SMTP : DANE;
        }
        if (name.startsWith("_mta-sts.")) {
            return MTA_STS;
        }
        if (name.startsWith("_smtp._tls.")) {
            return TLS_REPORTING;
        }
        if (name.startsWith("mta-sts.")) {
            return MTA_STS_POLICY;
        }
        boolean isOfResolver = name.startsWith("_dns.") || name.contains("._dns.");
        return type == DnsType.SVCB && isOfResolver ? RESOLVER : null;
    }
}
