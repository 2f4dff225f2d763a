/** Spark as the jobs want it to be set. */
package org.tlscensus.jobs.session;
