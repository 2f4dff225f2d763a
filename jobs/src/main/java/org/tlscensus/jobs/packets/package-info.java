/** Packets of captures as rows of Spark, for jobs of one's own. */
package org.tlscensus.jobs.packets;
