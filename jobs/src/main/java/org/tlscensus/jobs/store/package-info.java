/**
 * The folder of the tables: which files in it are the archive's own, and how a run puts new ones in
 * place so that every reader sees all of the old or all of the new.
 *
 * <pre>
 * TABLES/
 *   connections/site=S/date=D/part-UUID.parquet       data: never changed, no name is used twice
 *   certificates/part-UUID.parquet
 *   …
 *   _state/
 *     snapshots/000017.json                           every file of the archive, bytes and rows
 *     state_COMMIT.json, ocsp/, …                     what a later ingest needs
 *   _staging-UUID/                                    of the run that is writing; else of one that died
 *     _owner                                          which process, and that it lives
 *     _snapshot.json                                  what its commit is going to publish
 * </pre>
 *
 * <p>The snapshot with the highest number is the archive. {@link
 * org.tlscensus.jobs.store.ArchiveFiles} reads exactly its files, whatever else lies beside them.
 *
 * <p>A run opens the folder with {@link org.tlscensus.jobs.store.TablesFolder#open}, writes below
 * {@code staging(name)}, and calls {@code commit} with {@link org.tlscensus.jobs.store.Changes}:
 * staged files that are added, files of {@code snapshot()} that go. A commit
 *
 * <ol>
 *   <li>writes the next snapshot into the staging folder;
 *   <li>renames the staged files to their places, those whose names have no random UUID under names
 *       that have the commit's id: no reader of snapshots sees them yet, a reader by glob sees them
 *       beside the old;
 *   <li>publishes the snapshot: the one atomic step. On this machine it is a second name (link) for
 *       the staged file, on HDFS a rename; neither takes the place of a file that is there. On an
 *       object store it is one PUT of a new key, with the condition that there is none where the
 *       store knows conditions;
 *   <li>removes the staging folder.
 * </ol>
 *
 * <p>A death before the third step leaves the old archive, after it the new one. What it left is
 * told by the snapshot in its staging folder, and the next run removes those of its files that no
 * published snapshot lists. Of two runs at once the second to publish finds its number taken, and
 * fails.
 *
 * <p>Replaced files stay until a run begins ten minutes or more after the commit that replaced
 * them, for queries that opened the snapshot before. Nothing is ever removed that no snapshot
 * lists, or that has not the bytes that it was written with.
 */
package org.tlscensus.jobs.store;
