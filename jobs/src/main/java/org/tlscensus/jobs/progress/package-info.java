/** Says how far a long job is: on a terminal, in a log, as JSON. */
package org.tlscensus.jobs.progress;
