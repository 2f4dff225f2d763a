package org.tlscensus.jobs.ocsp;

import java.lang.reflect.RecordComponent;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Records like others but for some components. */
final class ChangedRecord {
    private ChangedRecord() {}

    /**
     * @param change a component's value by its name and its value in the record
     */
    static <T extends Record> T of(T record, BiFunction<String, Object, Object> change) {
        try {
            RecordComponent[] components = record.getClass().getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                Object value = components[i].getAccessor().invoke(record);
                values[i] = change.apply(components[i].getName(), value);
            }
            Class<?>[] types =
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            @SuppressWarnings("unchecked") // the constructor is that of the record's class
            T changed = (T) record.getClass().getDeclaredConstructor(types).newInstance(values);
            return changed;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
