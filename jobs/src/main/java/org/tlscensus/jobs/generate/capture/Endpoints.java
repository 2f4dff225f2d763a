package org.tlscensus.jobs.generate.capture;

import java.util.List;

/**
 * Who talks to whom, and over which VLANs.
 *
 * @param client address of 4 or 16 bytes
 * @param server address of the same length
 */
public record Endpoints(
        byte[] client, int clientPort, byte[] server, int serverPort, List<Integer> vlan) {
    public boolean isIpv6() {
        return client.length == 16;
    }

    public String clientText() {
        return text(client);
    }

    public String serverText() {
        return text(server);
    }

    /** An address as RFC 5952 wants it. */
    public static String text(byte[] address) {
        StringBuilder text = new StringBuilder();
        if (address.length == 4) {
            for (byte part : address) {
                text.append(text.isEmpty() ? "" : ".").append(part & 0xff);
            }
            return text.toString();
        }
        int[] groups = new int[8];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = (address[2 * i] & 0xff) << 8 | address[2 * i + 1] & 0xff;
        }
        int zeros = longestRun(groups);
        int afterZeros = zeros + runLength(groups, zeros);
        for (int i = 0; i < groups.length; i++) {
            if (i == zeros) {
                text.append("::");
                i = afterZeros - 1;
                continue;
            }
            boolean wantsColon = i > 0 && i != afterZeros;
            text.append(wantsColon ? ":" : "").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }

    /** Where the first longest run of two zeros or more begins; 8: there is none. */
    private static int longestRun(int[] groups) {
        int best = groups.length;
        int bestLength = 1;
        for (int i = 0; i < groups.length; i++) {
            int length = runLength(groups, i);
            if (length > bestLength) {
                best = i;
                bestLength = length;
            }
        }
        return best;
    }

    private static int runLength(int[] groups, int from) {
        int end = from;
        while (end < groups.length && groups[end] == 0) {
            end++;
        }
        return end - from;
    }
}
