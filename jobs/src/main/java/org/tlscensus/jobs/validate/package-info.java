/** Judges the chains of the tables against trust stores. */
package org.tlscensus.jobs.validate;
