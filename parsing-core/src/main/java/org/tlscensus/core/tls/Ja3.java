package org.tlscensus.core.tls;

/** The JA3 and JA3S fingerprints (Salesforce, BSD licence): MD5 of decimal ids, without GREASE. */
final class Ja3 {
    private Ja3() {}

    /** version,suites,extensions,groups,point formats; null for a hello in SSL 2.0's form. */
    static String ofClient(ClientHello hello) {
        if (hello.isSslV2Framed()) {
            return null;
        }
        ClientExtensions extensions = hello.extensions();
        Digests text = Digests.ofThread().begin();
        text.decimal(hello.legacyVersion()).put(',');
        list(text, hello.cipherSuites());
        text.put(',');
        list(text, extensions.ids);
        text.put(',');
        list(text, extensions.groups);
        text.put(',');
        list(text, extensions.pointFormats);
        return text.md5();
    }

    /** version,suite,extensions. */
    static String ofServer(ServerHello hello) {
        Digests text = Digests.ofThread().begin();
        text.decimal(hello.legacyVersion()).put(',');
        text.decimal(hello.cipherSuite()).put(',');
        list(text, hello.extensions().ids);
        return text.md5();
    }

    private static void list(Digests text, int[] ids) {
        if (ids == null) {
            return;
        }
        boolean isFirst = true;
        for (int id : ids) {
            if (TlsNames.isGrease(id)) {
                continue;
            }
            if (!isFirst) {
                text.put('-');
            }
            isFirst = false;
            text.decimal(id);
        }
    }
}
