package org.tlscensus.core.x509;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.tlscensus.core.wire.ParseException;

/**
 * Public keys on curves, ready to verify with. A key that is kept keeps the multiples of its point
 * that its first signatures needed (some 25 kB), with which a further signature takes a third of
 * the time. Those used last are kept. Shared by threads.
 */
final class EllipticKeys {
    /** More than there are CAs with such keys. */
    private static final int MAX_KEPT = 2_048;

    /** The keys of issuers, which sign more than one certificate. */
    static final EllipticKeys OF_ISSUERS = new EllipticKeys(MAX_KEPT);

    /** Keeps none: for keys that are met once. */
    static final EllipticKeys MET_ONCE = new EllipticKeys(0);

    private record Id(EllipticCurve curve, ByteBuffer point) {}

    private final int max;
    private final Map<Id, ECPublicKeyParameters> kept;

    EllipticKeys(int max) {
        this.max = max;
        kept =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(
                            Map.Entry<Id, ECPublicKeyParameters> eldest) {
                        return size() > max;
                    }
                };
    }

    /**
     * The key, or null when its curve is unknown. One whose curve is spelled out is not kept: next
     * to nobody has such.
     *
     * @throws RuntimeException when its octets are no point of the curve, as Bouncy Castle tells it
     */
    ECPublicKeyParameters of(SubjectKey key) throws ParseException {
        if (key.hasExplicitCurve()) {
            ECDomainParameters domain = ExplicitCurve.domain(key.parameters());
            return new ECPublicKeyParameters(domain.getCurve().decodePoint(key.key()), domain);
        }
        EllipticCurve curve = key.ellipticCurve();
        if (curve == null) {
            return null;
        }
        if (max == 0) {
            return read(curve, key);
        }
        Id id = new Id(curve, ByteBuffer.wrap(key.key()));
        synchronized (kept) {
            ECPublicKeyParameters known = kept.get(id);
            if (known != null) {
                return known;
            }
        }
        ECPublicKeyParameters fresh = read(curve, key);
        synchronized (kept) {
            kept.putIfAbsent(id, fresh);
        }
        return fresh;
    }

    private static ECPublicKeyParameters read(EllipticCurve curve, SubjectKey key) {
        return new ECPublicKeyParameters(
                curve.domain().getCurve().decodePoint(key.key()), curve.domain());
    }

    int size() {
        synchronized (kept) {
            return kept.size();
        }
    }
}
