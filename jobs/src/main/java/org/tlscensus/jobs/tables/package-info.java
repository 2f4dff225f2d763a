/**
 * The papers' tables: SQL files run over the tables of an archive, their results written as files,
 * with the values that were published beside ours. How such a file looks is told in {@code
 * tables/README.md} among the resources.
 */
package org.tlscensus.jobs.tables;
