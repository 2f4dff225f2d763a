/** The report: all tables and figures of an archive on one page that needs no network. */
package org.tlscensus.jobs.report;
