package org.tlscensus.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** SECURITY.md tells every bound, with the value that the code has. */
class BoundsPageTest {
    private static final List<String> LIMITS =
            List.of(
                    "analysis.AnalysisLimits",
                    "analysis.MessageLimits",
                    "dns.DnsLimits",
                    "http.HttpLimits",
                    "ocsp.OcspLimits",
                    "packet.PacketLimits",
                    "starttls.StartTlsLimits",
                    "tls.TlsLimits",
                    "tls.dtls.DtlsLimits",
                    "x509.CertificateLimits");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(\\w+Limits\\.\\w+)` \\| (\\d+) \\|");

    @Test
    void everyBoundIsTold() throws Exception {
        Set<String> expected = new TreeSet<>();
        for (String name : LIMITS) {
            add(Class.forName("org.tlscensus.core." + name), expected);
        }
        Set<String> told = new TreeSet<>();
        Matcher rows = ROW.matcher(Files.readString(Path.of("../SECURITY.md")));
        while (rows.find()) {
            told.add(rows.group(1) + " " + rows.group(2));
        }
        assertEquals(String.join("\n", expected), String.join("\n", told));
    }

    private static void add(Class<?> limits, Set<String> into) throws Exception {
        Object defaults = defaults(limits);
        for (RecordComponent component : limits.getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            if (accessor.invoke(defaults) instanceof Number value) {
                into.add(limits.getSimpleName() + "." + component.getName() + " " + value);
            }
        }
    }

    private static Object defaults(Class<?> limits) throws Exception {
        for (Field field : limits.getDeclaredFields()) {
            if (field.getName().startsWith("DEFAULT")) {
                field.setAccessible(true);
                return field.get(null);
            }
        }
        throw new AssertionError("no defaults in " + limits);
    }
}
