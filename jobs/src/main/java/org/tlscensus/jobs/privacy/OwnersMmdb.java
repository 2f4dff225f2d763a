package org.tlscensus.jobs.privacy;

import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.tlscensus.core.analysis.Networks.Owner;
import org.tlscensus.core.wire.AddressText;
import org.tlscensus.jobs.failure.UserError;

/**
 * Owners of networks in an MMDB, as MaxMind, DB-IP and others publish them (MaxMind DB file format
 * version 2.0).
 */
final class OwnersMmdb implements NetworkOwners {
    /** Behind it stands the description of the file, within its last 128 KiB. */
    private static final byte[] MARKER =
            "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);

    private static final int MARKER_WITHIN = 128 << 10;

    /** Networks that are looked into for what the file tells of them. */
    private static final int TRIED_NETWORKS = 10_000;

    private final Reader reader;

    private OwnersMmdb(Reader reader) {
        this.reader = reader;
    }

    /** Whether a file is one. */
    static boolean isOne(byte[] file) {
        int first = Math.max(0, file.length - MARKER_WITHIN);
        for (int at = file.length - MARKER.length; at >= first; at--) {
            if (Arrays.equals(file, at, at + MARKER.length, MARKER, 0, MARKER.length)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Opens one.
     *
     * @throws UserError when it is damaged, or tells something else of networks
     */
    static OwnersMmdb open(String name, byte[] file) {
        try {
            Reader reader = new Reader(new ByteArrayInputStream(file));
            if (!tellsOwners(reader)) {
                throw new UserError(
                        String.format(
                                "%s tells neither autonomous systems nor countries: it is an MMDB"
                                        + " of type %s",
                                name, reader.getMetadata().getDatabaseType()));
            }
            return new OwnersMmdb(reader);
        } catch (UserError e) {
            throw e;
        } catch (IOException | InvalidNetworkException | RuntimeException e) {
            // What the library meets in damaged bytes comes as any exception of Java's buffers.
            throw new UserError(name + " is a damaged MMDB: " + e);
        }
    }

    private static boolean tellsOwners(Reader reader) throws IOException, InvalidNetworkException {
        @SuppressWarnings("rawtypes") // the library makes maps of any kind
        Networks<Map> networks = reader.networks(Map.class);
        for (int i = 0; i < TRIED_NETWORKS && networks.hasNext(); i++) {
            if (!owner(networks.next().getData()).equals(Owner.UNKNOWN)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Owner owner(long high, long low) {
        try {
            return owner(reader.get(address(high, low), Map.class));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read an MMDB", e);
        }
    }

    private static InetAddress address(long high, long low) throws IOException {
        boolean isIpv4 = AddressText.isIpv4(high, low);
        ByteBuffer bytes = ByteBuffer.allocate(isIpv4 ? Integer.BYTES : 2 * Long.BYTES);
        if (isIpv4) {
            bytes.putInt((int) low);
        } else {
            bytes.putLong(high).putLong(low);
        }
        return InetAddress.getByAddress(bytes.array());
    }

    private static Owner owner(Map<?, ?> facts) {
        return facts == null ? Owner.UNKNOWN : new Owner(as(facts), country(facts));
    }

    private static Long as(Map<?, ?> facts) {
        Object number = facts.get("autonomous_system_number");
        if (number == null) {
            number = facts.get("asn");
        }
        return number == null ? null : OwnersCsv.as(number.toString());
    }

    /** Where the network is used, else where it is registered. */
    private static String country(Map<?, ?> facts) {
        for (String key : new String[] {"country", "country_code", "registered_country"}) {
            Object country = facts.get(key);
            Object code = country instanceof Map<?, ?> known ? known.get("iso_code") : country;
            if (code instanceof String text && text.matches("[A-Z]{2}")) {
                return text;
            }
        }
        return null;
    }
}
