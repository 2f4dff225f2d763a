/** From a dataset to the ordered splits of its captures. */
package org.tlscensus.jobs.plan;
