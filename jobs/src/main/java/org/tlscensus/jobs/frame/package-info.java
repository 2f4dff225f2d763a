/** Tables as records in Spark's tasks, without Spark SQL, whose start takes seconds. */
package org.tlscensus.jobs.frame;
