/** Records as Spark's data frames, for those that ask or write with Spark SQL. */
package org.tlscensus.jobs.frame;
