/** The program's entry. */
package org.tlscensus.jobs;
