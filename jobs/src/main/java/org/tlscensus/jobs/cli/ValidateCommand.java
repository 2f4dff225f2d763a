package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tlscensus.jobs.validate.Policy;
import org.tlscensus.jobs.validate.ValidateLimits;
import org.tlscensus.jobs.validate.ValidateRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code census validate}. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Judges the chains of the tables against trust stores, and tells what they are: tables"
                        + " certificate_validity and chains.",
        footer = {
            "",
            "Each distinct chain is judged once a day and store, as of the first connection",
            "of that day: verifiable, expired, self_signed or broken. What a server sent is",
            "judged for server authentication, what a client sent for that of clients.",
            "The chain as sent is tried first, then with all CA certificates of the",
            "archive. Nothing is fetched. Running it again replaces the tables.",
            "",
            "In a folder, days stand in the files' names (roots-2016-03-01.pem); the newest",
            "bundle that is not after the connection is the store of the time.",
            "",
            "  census validate --tables t",
            "  census validate --tables t --trust-store /etc/ssl/certs/ca-certificates.crt",
            "  census validate --tables t --trust-store jvm --trust-store mozilla=roots/",
            "  census validate --tables t --ccadb AllCertificateRecordsCSVFormatv2.csv",
            "  census validate --tables t --ct-logs all_logs_list.json",
            "  census validate --tables t --crl ca.crl --crl lists/"
        })
final class ValidateCommand implements Callable<Integer> {
    @Mixin private TablesOption tables;

    @Option(
            names = "--trust-store",
            paramLabel = "[NAME=]PEM|DIR|jvm",
            defaultValue = "jvm",
            description =
                    "A PEM file, a folder of dated PEM files, or jvm: the store of this Java"
                            + " (${DEFAULT-VALUE}). May be given several times.")
    private List<String> trustStores;

    @Option(
            names = "--policy",
            paramLabel = "default|strict",
            defaultValue = "default",
            description =
                    "default: weak hashes and keys are accepted, as they were in 2016. strict: no"
                            + " MD5, no SHA-1, RSA from 2,048 bits.")
    private Policy policy;

    @Option(
            names = "--ccadb",
            paramLabel = "CSV",
            description =
                    "A report of certificates of the Common CA Database, as it is published: the CAs"
                            + " in it are public beside those of the trust stores, and have owners"
                            + " (columns category and issuer_owner of the table chains).")
    private String ccadb;

    @Option(
            names = "--ct-logs",
            paramLabel = "JSON",
            description =
                    "A list of logs of Certificate Transparency as browsers publish it"
                            + " (log_list.json, version 3): signed timestamps are checked with its"
                            + " keys, table scts.")
    private String ctLogs;

    @Option(
            names = "--crl",
            paramLabel = "FILE|DIR",
            description =
                    "A revocation list in DER or PEM, or a folder of them, beside those that were"
                            + " downloaded in the captures: table revocations, which revoked_known of"
                            + " the view checked_chains looks into. May be given several times.")
    private List<String> crls = new ArrayList<>();

    @Option(names = "--quiet", description = "No progress, no summary.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        ValidateRun.run(
                new ValidateRequest(
                        tables.folder(),
                        trustStores,
                        policy,
                        ccadb,
                        ctLogs,
                        crls,
                        ValidateLimits.DEFAULTS),
                quiet);
        return 0;
    }
}
