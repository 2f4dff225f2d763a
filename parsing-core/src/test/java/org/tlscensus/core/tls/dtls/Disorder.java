package org.tlscensus.core.tls.dtls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.tlscensus.core.tls.DatagramFlow.Datagram;

/** Does to the datagrams of a handshake what a network and another sender could have done. */
final class Disorder {
    private static final int RECORD_HEADER = 13;
    private static final int FRAGMENT_HEADER = 12;

    private final Random random;

    Disorder(Random random) {
        this.random = random;
    }

    List<Datagram> disturb(List<Datagram> datagrams) {
        List<Datagram> result = new ArrayList<>(datagrams);
        if (random.nextBoolean()) {
            result = result.stream().flatMap(d -> refragment(d).stream()).toList();
        }
        result = repeat(result);
        switch (random.nextInt(3)) {
            case 0 -> Collections.shuffle(result, random);
            case 1 -> swapNeighbours(result);
            default -> {}
        }
        return result;
    }

    private List<Datagram> repeat(List<Datagram> datagrams) {
        List<Datagram> result = new ArrayList<>();
        int oneOf = 1 + random.nextInt(8);
        for (Datagram datagram : datagrams) {
            result.add(datagram);
            if (random.nextInt(oneOf) == 0) {
                int at = result.size() - random.nextInt(Math.min(4, result.size()));
                result.add(at, datagram);
            }
        }
        return result;
    }

    private void swapNeighbours(List<Datagram> datagrams) {
        for (int i = 1; i < datagrams.size(); i++) {
            Collections.swap(datagrams, i, Math.max(0, i - random.nextInt(4)));
        }
    }

    /** The same records, but handshake messages in the clear in fragments of other lengths. */
    private List<Datagram> refragment(Datagram datagram) {
        List<byte[]> records = new ArrayList<>();
        byte[] payload = datagram.payload();
        int at = 0;
        while (at + RECORD_HEADER <= payload.length) {
            ByteBuffer header = ByteBuffer.wrap(payload, at, payload.length - at);
            boolean isPlain = payload[at] >= 20 && payload[at] <= 23;
            int length = header.getShort(at + 11) & 0xffff;
            if (!isPlain || at + RECORD_HEADER + length > payload.length) {
                return List.of(datagram); // a unified header, STUN, media
            }
            int end = at + RECORD_HEADER + length;
            byte[] record = Arrays.copyOfRange(payload, at, end);
            boolean isClearHandshake = payload[at] == 22 && header.getShort(at + 3) == 0;
            if (isClearHandshake) {
                split(record, records);
            } else {
                records.add(record);
            }
            at = end;
        }
        return at == payload.length ? pack(datagram, records) : List.of(datagram);
    }

    private void split(byte[] record, List<byte[]> records) {
        int at = RECORD_HEADER;
        while (at + FRAGMENT_HEADER <= record.length) {
            int start = u24(record, at + 6);
            int length = u24(record, at + 9);
            int body = at + FRAGMENT_HEADER;
            int cut = 0;
            int step = 1 + random.nextInt(400);
            do {
                int overlap = Math.min(cut, random.nextInt(20));
                int count = Math.min(step + overlap, length - cut + overlap);
                records.add(fragment(record, at, body, start, cut - overlap, count));
                cut += count - overlap;
            } while (cut < length);
            at = body + length;
        }
    }

    private static byte[] fragment(
            byte[] record, int header, int body, int start, int from, int count) {
        ByteBuffer fragment = ByteBuffer.allocate(RECORD_HEADER + FRAGMENT_HEADER + count);
        fragment.put(record, 0, RECORD_HEADER - 2);
        fragment.putShort((short) (FRAGMENT_HEADER + count));
        fragment.put(record, header, 6);
        fragment.put((byte) (start + from >>> 16)).putShort((short) (start + from));
        fragment.put((byte) (count >>> 16)).putShort((short) count);
        fragment.put(record, body + from, count);
        return fragment.array();
    }

    private static int u24(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | bytes[at + 2] & 0xff;
    }

    /** Several records in a datagram, or one in each. */
    private List<Datagram> pack(Datagram datagram, List<byte[]> records) {
        List<Datagram> result = new ArrayList<>();
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (byte[] record : records) {
            payload.writeBytes(record);
            if (random.nextInt(3) == 0) {
                result.add(with(datagram, payload));
                payload.reset();
            }
        }
        if (payload.size() > 0) {
            result.add(with(datagram, payload));
        }
        return result;
    }

    private static Datagram with(Datagram datagram, ByteArrayOutputStream payload) {
        return new Datagram(datagram.sender(), datagram.timeNanos(), payload.toByteArray());
    }
}
