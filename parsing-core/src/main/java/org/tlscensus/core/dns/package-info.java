/**
 * DNS messages (RFC 1035), far enough for what an answer says about a name: aliases and addresses.
 */
package org.tlscensus.core.dns;
