/** What goes wrong, in words for the user. */
package org.tlscensus.jobs.failure;
