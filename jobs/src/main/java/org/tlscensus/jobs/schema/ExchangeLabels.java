package org.tlscensus.jobs.schema;

import org.tlscensus.core.row.Meaning;

/** What the archive says of an OCSP exchange: the columns that come from elsewhere in it. */
public record ExchangeLabels(
        @Meaning("Application by User-Agent; in parentheses one of the paper's others")
                String clientApplication,
        @Meaning("Web browsers, library or daemon, email client, other applications or unknown")
                String clientCategory,
        @Meaning("Third-party delivery network of the host; NULL when there is none") String cdn,
        @Meaning("The certification authority's own delivery network; NULL when there is none")
                String selfHostedCdn,
        @Meaning("Seconds that the client's lookup of the host took, before it connected")
                Double dnsLatency,
        @Meaning(
                        "The certificate's issuer, or its delegate, signed the response; NULL when unknown")
                Boolean signatureValid,
        @Meaning("The certificate of the archive that has this issuer and serial number")
                String certificateSha256,
        @Meaning("Connection of the TLS handshake that waited for it, or that carried it stapled")
                String tlsConnectionId) {}
