/**
 * OCSP requests and responses (RFC 6960), read field by field so that a broken one costs itself.
 */
package org.tlscensus.core.ocsp;
