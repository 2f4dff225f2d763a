package org.tlscensus.jobs.validate;

import java.util.List;

/**
 * What a user asks for.
 *
 * @param tables folder of the tables
 * @param trustStores each {@code [NAME=]jvm}, a PEM file, or a folder of dated ones; one at least
 * @param ccadb an export of the Common CA Database, a CSV file; or null
 * @param ctLogs a list of logs of Certificate Transparency, a JSON file; or null
 * @param crls revocation lists, files in DER or PEM and folders of them
 * @param limits what executors are given to hold
 */
public record ValidateRequest(
        String tables,
        List<String> trustStores,
        Policy policy,
        String ccadb,
        String ctLogs,
        List<String> crls,
        ValidateLimits limits) {}
