/**
 * Captures in, tables out. Spark distributes, moves and repeats; no query is planned, and between
 * stages records are runs of bytes ({@link org.tlscensus.jobs.schema.RecordRun}) with a few numbers
 * before each, so that Spark sees few objects and a record is decoded where its content matters.
 *
 * <pre>
 * plan     captures and their heads                      {@code plan.Planner}
 * read     splits -> rows, parts, certificates, …        ReadStage, ReadTask
 *          kept on the executors' disks
 * join     parts of unfinished flows, by flow            JoinStage, JoinTask, JoinedFlow
 * write    rows, by file; each encoded once              FilePlan, WriteStage, WriteTask
 * then     certificates, by bucket                       CertificateStage, CertificateTask
 *          OCSP exchanges and names                      OcspInput, {@code ocsp.OcspTables}
 *          captures, state                               CaptureTable, ArchiveState
 * commit   all files or none                             Publication, {@code store.TablesFolder}
 * </pre>
 *
 * <p>A connection that is settled, or looks whole while its flow has no open part, stands as the
 * split handed it out (StandingRuns); only the parts of other flows are moved. The hashes of flows
 * with an open part are all that the driver knows of them (UnfinishedFlows).
 *
 * <p>Rows of splits that a later ingest reads again, and of connections that may go on, are
 * provisional: they stand in files of their own, which that ingest replaces. What it needs of the
 * rest is kept beside the tables, in a form that can be added to: counts of captures, connections
 * that may go on (KeptParts), uses of certificates (CertificateUses), what labels OCSP. So an
 * append costs what is new and what is open, and reads no row of before but those of certificate
 * buckets and OCSP partitions that it changes.
 *
 * <p>A task that Spark repeats writes other files; those count that are told to the driver.
 */
package org.tlscensus.jobs.ingest;
