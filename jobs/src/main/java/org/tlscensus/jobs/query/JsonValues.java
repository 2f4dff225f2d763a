package org.tlscensus.jobs.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Values of rows as JSON: times as ISO instants, binary as Base64, NULL as null. */
public final class JsonValues {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

    private JsonValues() {}

    /** A value of a row as JSON text. */
    public static String of(Object value) {
        return text(out -> write(out, value));
    }

    /** A row as the text of a JSON object. */
    public static String of(List<ResultColumn> columns, Row row) {
        return text(out -> writeRow(out, columns, row));
    }

    private interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    private static String text(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes everything", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                write(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                write(out, element);
            }
            out.writeEndArray();
        } else if (value instanceof byte[] bytes) {
            out.writeBinary(bytes);
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value instanceof Number number) {
            writeNumber(out, number);
        } else {
            out.writeString(value.toString());
        }
    }

    private static void writeRow(JsonGenerator out, List<ResultColumn> columns, Row row)
            throws IOException {
        out.writeStartObject();
        for (int i = 0; i < row.size(); i++) {
            out.writeFieldName(columns.get(i).name());
            write(out, row.get(i));
        }
        out.writeEndObject();
    }

    private static void writeNumber(JsonGenerator out, Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            out.writeNumber(decimal);
        } else if (number instanceof Double || number instanceof Float) {
            out.writeNumber(number.doubleValue());
        } else {
            out.writeNumber(number.longValue());
        }
    }
}
