/** The byte cursor that all parsers read with, and the one parse error. */
package org.tlscensus.core.wire;
