package org.tlscensus.jobs.packets;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.wire.AddressText;

/** The columns of a packet, and how each is made of what a reader stands at. */
@SuppressWarnings("ImmutableEnumChecker") // Spark's types are
enum PacketColumn {
    CAPTURE(DataTypes.StringType, false, "Address of the capture file"),
    POSITION(
            DataTypes.LongType,
            false,
            "Byte of the capture, decompressed, at which the packet's record begins: with capture,"
                    + " what tells packets apart"),
    TIME(DataTypes.TimestampType, false, "When it was captured; NULL where the record has no time"),
    TIME_NANOS(DataTypes.LongType, false, "The same in nanoseconds since the epoch"),
    LINK_TYPE(DataTypes.IntegerType, false, "LINKTYPE_ number"),
    INTERFACE(DataTypes.IntegerType, false, "Number of the interface in its section; 0 in pcap"),
    CAPTURED_LENGTH(DataTypes.IntegerType, false, "Bytes that were captured"),
    ORIGINAL_LENGTH(DataTypes.IntegerType, false, "Bytes that the packet had"),
    BYTES(DataTypes.BinaryType, false, "What was captured, from the link layer on"),
    OUTCOME(
            DataTypes.StringType,
            true,
            "decoded, or why TCP and UDP were not reached, in the words of packets_by_reason;"
                    + " fragments are not joined, and are fragment"),
    TRANSPORT(DataTypes.StringType, true, "tcp or udp, innermost; NULL as what follows, else"),
    SOURCE_ADDRESS(DataTypes.StringType, true, "Innermost address of the sender"),
    SOURCE_PORT(DataTypes.IntegerType, true, "Port of the sender"),
    DESTINATION_ADDRESS(DataTypes.StringType, true, "Innermost address of the receiver"),
    DESTINATION_PORT(DataTypes.IntegerType, true, "Port of the receiver"),
    VLAN(DataTypes.createArrayType(DataTypes.IntegerType), true, "VLAN ids, outermost first"),
    TUNNEL(DataTypes.createArrayType(DataTypes.StringType), true, "Tunnels, outermost first"),
    PAYLOAD(DataTypes.BinaryType, true, "Bytes behind the header of TCP or UDP");

    private static final long NANOS_PER_MICRO = 1000;

    private final DataType type;
    private final boolean isDecoded;
    private final String meaning;

    /**
     * @param isDecoded whether headers have to be looked at
     */
    PacketColumn(DataType type, boolean isDecoded, String meaning) {
        this.type = type;
        this.isDecoded = isDecoded;
        this.meaning = meaning;
    }

    String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isDecoded() {
        return isDecoded;
    }

    static PacketColumn named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    static StructType schema() {
        return new StructType(
                Stream.of(values())
                        .map(c -> new StructField(c.columnName(), c.type, true, comment(c.meaning)))
                        .toArray(StructField[]::new));
    }

    private static Metadata comment(String meaning) {
        return new MetadataBuilder().putString("comment", meaning).build();
    }

    static Column[] columns() {
        return Stream.of(values())
                .map(c -> Column.create(c.columnName(), c.type, true, c.meaning, null))
                .toArray(Column[]::new);
    }

    /** What Spark keeps of the record itself. */
    Object ofRecord(CaptureReader packet, UTF8String capture) {
        return switch (this) {
            case CAPTURE -> capture;
            case POSITION -> packet.position();
            case TIME ->
                    packet.hasTime()
                            ? (Object) Math.floorDiv(packet.timeNanos(), NANOS_PER_MICRO)
                            : null;
            case TIME_NANOS -> packet.hasTime() ? (Object) packet.timeNanos() : null;
            case LINK_TYPE -> packet.linkType();
            case INTERFACE -> packet.interfaceNumber();
            case CAPTURED_LENGTH -> packet.capturedLength();
            case ORIGINAL_LENGTH -> packet.originalLength();
            case BYTES -> copy(packet.bytes(), packet.offset(), packet.capturedLength());
            case OUTCOME,
                    TRANSPORT,
                    SOURCE_ADDRESS,
                    SOURCE_PORT,
                    DESTINATION_ADDRESS,
                    DESTINATION_PORT,
                    VLAN,
                    TUNNEL,
                    PAYLOAD ->
                    throw new IllegalStateException(this + " is decoded");
        };
    }

    /** What Spark keeps of a packet that has a flow. */
    Object ofFlow(PacketDecoder packet) {
        return switch (this) {
            case TRANSPORT -> UTF8String.fromString(packet.isTcp() ? "tcp" : "udp");
            case SOURCE_ADDRESS -> address(packet.sourceHigh(), packet.sourceLow());
            case SOURCE_PORT -> packet.sourcePort();
            case DESTINATION_ADDRESS -> address(packet.destinationHigh(), packet.destinationLow());
            case DESTINATION_PORT -> packet.destinationPort();
            case VLAN -> array(packet.vlan());
            case TUNNEL -> strings(packet.tunnel());
            case PAYLOAD ->
                    copy(packet.payloadBytes(), packet.payloadOffset(), packet.payloadLength());
            case OUTCOME,
                    CAPTURE,
                    POSITION,
                    TIME,
                    TIME_NANOS,
                    LINK_TYPE,
                    INTERFACE,
                    CAPTURED_LENGTH,
                    ORIGINAL_LENGTH,
                    BYTES ->
                    throw new IllegalStateException(this + " is not of a flow");
        };
    }

    private static byte[] copy(byte[] bytes, int offset, int length) {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    private static UTF8String address(long high, long low) {
        return UTF8String.fromString(AddressText.of(high, low));
    }

    private static GenericArrayData array(List<?> values) {
        return values == null ? null : new GenericArrayData(values.toArray());
    }

    private static GenericArrayData strings(List<String> values) {
        return values == null ? null : array(values.stream().map(UTF8String::fromString).toList());
    }
}
