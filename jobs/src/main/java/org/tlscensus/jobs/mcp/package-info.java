/** The Model Context Protocol: tools for assistants over an archive's tables, which only read. */
package org.tlscensus.jobs.mcp;
