/** What a plan says: a YAML file as records, every key of which does something. */
package org.tlscensus.jobs.generate.plan;
