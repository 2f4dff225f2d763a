package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.tlscensus.core.wire.ParseException;

class EllipticKeysTest {
    private static SubjectKey key(byte[] spki) throws ParseException {
        return SubjectKey.parse(DerValue.of(spki, "subjectPublicKeyInfo"));
    }

    private static byte[] encoded(String owner) {
        return TestKeys.ec(owner).getPublic().getEncoded();
    }

    @Test
    void thoseUsedLastAreKept() throws ParseException {
        EllipticKeys keys = new EllipticKeys(2);
        Object first = keys.of(key(encoded("first")));
        Object second = keys.of(key(encoded("second")));
        assertSame(first, keys.of(key(encoded("first"))));
        keys.of(key(encoded("third")));
        assertEquals(2, keys.size());
        assertSame(first, keys.of(key(encoded("first"))));
        assertNotSame(second, keys.of(key(encoded("second"))));
    }

    @Test
    void noneIsKeptOfThoseMetOnce() throws ParseException {
        EllipticKeys.MET_ONCE.of(key(encoded("first")));
        assertEquals(0, EllipticKeys.MET_ONCE.size());
    }

    @Test
    void noKeyIsNone() throws ParseException {
        EllipticKeys keys = new EllipticKeys(2);
        byte[] broken = encoded("first").clone();
        broken[broken.length - 1] ^= 1;
        SubjectKey offCurve = key(broken);
        assertThrows(RuntimeException.class, () -> keys.of(offCurve));
        assertNull(keys.of(key(TestKeys.rsa("first", 1024).getPublic().getEncoded())));
        assertEquals(0, keys.size());
    }
}
