/** Who may ask a server of Spark Connect, and what. */
package org.tlscensus.jobs.serve;
