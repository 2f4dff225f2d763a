/** The tables as a notebook asks them. */
package org.tlscensus.jobs.notebook;
