/** What the tables have to say of what was made, as Parquet files. */
package org.tlscensus.jobs.generate.truth;
