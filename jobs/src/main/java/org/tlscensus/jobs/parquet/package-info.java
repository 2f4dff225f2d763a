/** Writes records to Parquet files and reads them, without Spark's session. */
package org.tlscensus.jobs.parquet;
