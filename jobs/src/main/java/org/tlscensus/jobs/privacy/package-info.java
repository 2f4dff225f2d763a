/**
 * Who is known in tables, and who is not: the user's settings, the key, and the naming that hides
 * clients with it; and what is known of networks.
 */
package org.tlscensus.jobs.privacy;
