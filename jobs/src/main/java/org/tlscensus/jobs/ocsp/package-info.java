/**
 * What the archive as a whole tells of OCSP exchanges: clients, servers, certificates, TLS; and the
 * tables {@code ocsp}, {@code crls}, {@code names} and {@code name_queries}.
 *
 * <p>Labels are functions over groups of records with a key, each a {@link
 * org.tlscensus.jobs.ocsp.Step}; {@link org.tlscensus.jobs.ocsp.OcspFlow} puts them together. While
 * there is little to do, one task holds all records; beyond a bound they are shuffled by key. Both
 * ways are one Spark job.
 *
 * <p>An ingest costs what is new and what is open. What must hold for that:
 *
 * <ul>
 *   <li><b>Provisional</b> records of a site come again when it is read on, all of them; until then
 *       they count like others. All rows of an exchange are provisional, or none.
 *   <li><b>Settled</b> is what happened more than an hour before its site's last packet. Whatever a
 *       capture tells of that time is in the archive already: captures come in time order but for
 *       two minutes, and what is provisional is there too. So the tie of an exchange, and the
 *       latency of its lookup, are fixed once its time is settled. Ties after it need who waited
 *       then, which is told by replaying the six minutes before: arrivals and exchanges are kept
 *       for so long after they settled.
 *   <li>Lookups are kept for an hour, those of hosts with exchanges for a day.
 *   <li>A <b>certificate</b> is sighted no later than it first stands in a chain. It stays in the
 *       archive. One that turns up late changes what is said of certificate and signature of
 *       settled rows too; an <b>index</b> tells which partitions have rows about its serial number.
 *       The index is scanned by the keys of its records, which are not decoded unless they match.
 *   <li>A signature that was checked is not checked again: certificates of one name and key give
 *       one verdict. Responses whose issuer is not there wait for it.
 *   <li>The network of every host is told anew each time, since any answer may change it. Where it
 *       is another, the index tells the partitions.
 *   <li>A partition has one file. It is written again when a row in it is new, gone or says
 *       something else; its settled rows are taken from the file that is there. The tables of names
 *       and of queries are written again each time.
 * </ul>
 *
 * <p>Files are never changed: the result of {@link org.tlscensus.jobs.ocsp.OcspTables#write} lists
 * those that come and those that go.
 */
package org.tlscensus.jobs.ocsp;
