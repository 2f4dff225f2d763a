/** SQL over the tables, and its results as text. */
package org.tlscensus.jobs.query;
