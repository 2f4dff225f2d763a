/** What the archive as a whole tells of OCSP exchanges: clients, servers, certificates, TLS. */
package org.tlscensus.jobs.ocsp;
