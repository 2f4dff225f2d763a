package org.tlscensus.jobs.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Logs as Zeek writes them with LogAscii::use_json: times are seconds since the epoch. */
final class ZeekJson {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

    private ZeekJson() {}

    static String line(ZeekLog log, NamedRow row) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            for (ZeekField field : log.fields()) {
                Object value = field.value().apply(row);
                if (value != null) {
                    out.writeFieldName(field.name());
                    write(out, value);
                }
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes everything", e);
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        if (value == null) {
            out.writeNull(); // in a list
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                write(out, element);
            }
            out.writeEndArray();
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Instant time) {
            out.writeNumber(short6(ZeekTsv.seconds(time)));
        } else if (value instanceof Double || value instanceof BigDecimal) {
            out.writeNumber(short6(ZeekTsv.fraction((Number) value)));
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else {
            out.writeString(value.toString());
        }
    }

    /** Without zeros at the end, but for one behind the point. */
    private static BigDecimal short6(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 1 ? stripped.setScale(1) : stripped;
    }
}
