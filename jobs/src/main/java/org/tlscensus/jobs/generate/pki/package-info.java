/**
 * Keys, certificates and OCSP responses of a plan, by Bouncy Castle; the same from the same seed.
 */
package org.tlscensus.jobs.generate.pki;
