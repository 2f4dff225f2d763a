package org.tlscensus.jobs.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tlscensus.core.analysis.AnalysisLimits;
import org.tlscensus.core.analysis.AnalysisOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How captures are read, and what rows tell: what {@code ingest} and {@code watch} share. */
final class IngestOptions {
    private static final long LARGEST_HANDSHAKE = 256L << 20;

    @Option(
            names = "--all-connections",
            description = "A row for every TCP and UDP connection, not only for known protocols.")
    private boolean allConnections;

    @Option(
            names = "--tcp-idle-timeout",
            paramLabel = "TIME",
            converter = Quantities.Time.class,
            defaultValue = "15m",
            description = "Silence after which a TCP connection is over (${DEFAULT-VALUE}).")
    private Duration tcpIdle;

    @Option(
            names = "--udp-idle-timeout",
            paramLabel = "TIME",
            converter = Quantities.Time.class,
            defaultValue = "2m",
            description = "Silence after which a UDP connection is over (${DEFAULT-VALUE}).")
    private Duration udpIdle;

    @Option(names = "--verify-checksums", description = "Leave packets with wrong checksums out.")
    private boolean verifyChecksums;

    @Mixin private PacketOptions packets;

    @Mixin private PrivacyOptions privacy;

    @Option(
            names = "--handshake-limit",
            paramLabel = "SIZE",
            converter = Quantities.Bytes.class,
            defaultValue = "16m",
            description =
                    "Bytes of a connection's handshake messages that are read: certificates of a"
                            + " megabyte are met (${DEFAULT-VALUE}).")
    private long handshakeLimit;

    @Option(
            names = "--tor-rules",
            paramLabel = "FILE",
            description = "How Tor's connections look, in the form of conf/tor-pattern.conf.")
    private String torRules;

    @Option(
            names = "--memory-budget",
            paramLabel = "SIZE",
            converter = Quantities.Bytes.class,
            description =
                    "Memory that a task may hold of what captures show: connections, their parts,"
                            + " rows. The tables are the same with any; what is beyond goes"
                            + " through local disks (3/10 of an executor's heap, shared by its"
                            + " tasks).")
    private Long memoryBudget;

    @Option(
            names = "--split-size",
            paramLabel = "SIZE",
            converter = Quantities.Bytes.class,
            description = "Size of a split of an uncompressed capture (Spark's, 128m at most).")
    private Long splitSize;

    @Option(
            names = "--split-index",
            description =
                    "Note where in the captures which times are, every few megabytes, so that"
                            + " census extract reads only what it needs of them; not of"
                            + " compressed ones.")
    private boolean splitIndex;

    @Option(
            names = "--key-log",
            paramLabel = "FILE",
            description =
                    "Secrets of the connections (SSLKEYLOGFILE's form), to read the certificates"
                            + " that TLS 1.3 hides; may be given several times. Those that pcapng"
                            + " captures carry are used in any case.")
    private List<String> keyLogs = new ArrayList<>();

    @Option(
            names = "--ocsp-lookups",
            paramLabel = "FILE",
            description =
                    "What OCSP hosts lead to, where the captures do not show it: a line for each"
                            + " host, then its aliases and addresses.")
    private Path lookups;

    @Option(
            names = "--packet-sequence",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Tell lengths, directions and times of the first N packets with payload of each"
                            + " connection, as the PPI of CESNET's data sets does with 30; 1,000 at"
                            + " most (column packet_sequence; without this, NULL).")
    private int packetSequence;

    /**
     * Refuses values that no option can have.
     *
     * @param spec of the command that has them
     */
    void check(CommandSpec spec) {
        if (!packets.hasTime()) {
            throw new ParameterException(spec.commandLine(), PacketOptions.NO_TIME);
        }
        if (packetSequence < 0 || packetSequence > AnalysisOptions.LONGEST_PACKET_SEQUENCE) {
            throw new ParameterException(
                    spec.commandLine(), "--packet-sequence: give a number from 0 to 1000");
        }
        if (handshakeLimit > LARGEST_HANDSHAKE) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--handshake-limit: 256m is the most a connection may have");
        }
    }

    Long memoryBudget() {
        return memoryBudget;
    }

    Long splitSize() {
        return splitSize;
    }

    Path lookups() {
        return lookups;
    }

    boolean hasSplitIndex() {
        return splitIndex;
    }

    List<String> keyLogs() {
        return keyLogs;
    }

    PrivacyOptions privacy() {
        return privacy;
    }

    String torRules() {
        return torRules;
    }

    /** The files that they name, but for key logs. */
    List<String> files() {
        return Stream.concat(
                        Stream.of(torRules, lookups == null ? null : lookups.toString()),
                        privacy.files().stream())
                .filter(file -> file != null)
                .toList();
    }

    /**
     * What the analysis is told.
     *
     * @param torRulesText content of the file of Tor's rules, or null
     */
    AnalysisOptions analysis(String torRulesText) {
        return packets.in(
                        new AnalysisOptions(
                                tcpIdle.toNanos(),
                                udpIdle.toNanos(),
                                allConnections,
                                verifyChecksums,
                                AnalysisLimits.DEFAULTS.withHandshakeBytes(
                                        Math.toIntExact(handshakeLimit)),
                                torRulesText))
                .withPacketSequence(packetSequence);
    }
}
