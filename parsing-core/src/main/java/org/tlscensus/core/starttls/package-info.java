/**
 * The dialogues in the clear that come before TLS: one small class per protocol that upgrades
 * (STARTTLS and its like), and the proxies behind which TLS begins.
 *
 * <p>{@link org.tlscensus.core.starttls.CleartextDialogue} takes the bytes of both sides. A {@code
 * Detection} tells the protocol by content, then a {@code UpgradeNegotiation} reads it through the
 * protocol's {@code Dialect} and finds where TLS begins. Nothing here depends on how the bytes were
 * cut into segments, and no credential is kept.
 */
package org.tlscensus.core.starttls;
