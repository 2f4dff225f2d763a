/**
 * DNS messages (RFC 1035), far enough for what is asked for, and what an answer says about a name:
 * aliases, addresses, services.
 */
package org.tlscensus.core.dns;
