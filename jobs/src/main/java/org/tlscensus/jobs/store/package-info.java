/**
 * The folder of the tables: which files are the archive's own, and how new ones are put in place.
 */
package org.tlscensus.jobs.store;
