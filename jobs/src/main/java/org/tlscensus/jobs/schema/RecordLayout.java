package org.tlscensus.jobs.schema;

import java.lang.reflect.RecordComponent;
import java.util.Map;

/**
 * Records as bytes: a bit for each component, then the values of those whose bit is set. The others
 * are null; primitive ones zero or false.
 */
final class RecordLayout implements ValueBytes {
    private static final ClassValue<RecordLayout> LAYOUTS =
            new ClassValue<>() {
                @Override
                protected RecordLayout computeValue(Class<?> type) {
                    return new RecordLayout(type.asSubclass(Record.class));
                }
            };

    private static final Map<Class<?>, Object> ZEROS =
            Map.of(boolean.class, false, int.class, 0, long.class, 0L, double.class, 0.0);

    private final RecordAccess access;
    private final ValueBytes[] codecs;
    private final Object[] absent; // what a bit that is not set stands for
    private final int bitBytes;

    private RecordLayout(Class<? extends Record> type) {
        access = new RecordAccess(type);
        codecs = new ValueBytes[access.count()];
        absent = new Object[codecs.length];
        bitBytes = Math.max(1, (codecs.length + 7) / 8);
        for (int i = 0; i < codecs.length; i++) {
            RecordComponent component = access.component(i);
            codecs[i] = ValueBytes.of(component.getGenericType());
            absent[i] = ZEROS.get(component.getType());
        }
    }

    static RecordLayout of(Class<? extends Record> type) {
        return LAYOUTS.get(type);
    }

    @Override
    public void write(Object record, BytesWriter out) {
        int bits = out.zeros(bitBytes);
        for (int i = 0; i < codecs.length; i++) {
            Object value = access.get(i, record);
            if (value != null && !value.equals(absent[i])) {
                out.setBit(bits, i);
                codecs[i].write(value, out);
            }
        }
    }

    @Override
    public Object read(BytesReader in) {
        int bits = in.skip(bitBytes);
        Object[] values = new Object[codecs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.hasBit(bits, i) ? codecs[i].read(in) : absent[i];
        }
        return access.make(values);
    }
}
