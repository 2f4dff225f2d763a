package org.tlscensus.jobs.validate;

/**
 * The columns of a certificate that judging needs.
 *
 * @param isCa null without the extension that tells it
 */
record StoredCertificate(String sha256, byte[] der, Boolean isCa) {}
