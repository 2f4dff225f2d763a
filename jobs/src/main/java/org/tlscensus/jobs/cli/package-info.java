/** The command line. Commands name no Spark class in a signature, so that help needs no Spark. */
package org.tlscensus.jobs.cli;
