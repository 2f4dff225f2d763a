/**
 * Certificates: their columns, the marks of Tor's link certificates, and validation of chains
 * against trust anchors.
 *
 * <p>The structure is read field by field with {@link org.tlscensus.core.wire.ByteCursor}, so that
 * a broken field costs itself alone; Bouncy Castle knows the keys, curves and signatures.
 */
package org.tlscensus.core.x509;
