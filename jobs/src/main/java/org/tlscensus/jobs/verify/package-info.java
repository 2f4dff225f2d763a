/**
 * Holds an archive's tables against a truth that is known: what was found, missed, and told wrong.
 */
package org.tlscensus.jobs.verify;
