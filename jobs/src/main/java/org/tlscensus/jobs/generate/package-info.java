/** Makes captures from a plan, and beside them what the tables have to say of them. */
package org.tlscensus.jobs.generate;
