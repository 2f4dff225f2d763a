/** The record classes of the core as tables: columns, schemas, rows. */
package org.tlscensus.jobs.schema;
