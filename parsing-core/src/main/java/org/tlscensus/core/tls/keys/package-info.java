/**
 * Takes the protection off records and packets of connections whose secrets are known: key logs,
 * key schedules and ciphers. The ciphers are the JDK's.
 */
package org.tlscensus.core.tls.keys;
