package org.tlscensus.jobs.schema;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;

/** Takes records of a class apart and makes them, whatever the class. */
public final class RecordAccess {
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType MAKER = MethodType.methodType(Object.class, Object[].class);

    private final RecordComponent[] components;
    private final MethodHandle[] getters;
    private final MethodHandle maker;

    public RecordAccess(Class<? extends Record> type) {
        components = type.getRecordComponents();
        getters = new MethodHandle[components.length];
        Class<?>[] types = new Class<?>[components.length];
        try {
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                getters[i] = lookup.unreflect(components[i].getAccessor()).asType(GETTER);
            }
            maker =
                    lookup.findConstructor(type, MethodType.methodType(void.class, types))
                            .asSpreader(Object[].class, types.length)
                            .asType(MAKER);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no access to " + type, e);
        }
    }

    /** How many components. */
    public int count() {
        return components.length;
    }

    /** A component, counted from 0. */
    public RecordComponent component(int index) {
        return components[index];
    }

    /** The value of a component. */
    public Object get(int index, Object record) {
        try {
            return (Object) getters[index].invokeExact(record);
        } catch (Throwable e) { // an accessor of a record throws nothing
            throw new IllegalStateException(e);
        }
    }

    /** A record of the values, which are in the components' order. */
    public Object make(Object[] values) {
        try {
            return (Object) maker.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) { // the records here declare no checked exception
            throw new IllegalStateException(e);
        }
    }
}
