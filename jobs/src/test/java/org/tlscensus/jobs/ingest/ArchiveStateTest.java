package org.tlscensus.jobs.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.row.ConnectionPart;

class ArchiveStateTest {
    /** Parts are kept as bytes, which say nothing of the order of their components. */
    @Test
    void partsOfAnotherLayoutHaveAnotherVersion() {
        int layout = layoutOf(ConnectionPart.class).hashCode();
        assertEquals(
                "version 7 with layout 296c88d7",
                "version " + ArchiveState.VERSION + " with layout " + Integer.toHexString(layout),
                "raise the version, and write the layout down here");
    }

    private static String layoutOf(Type type) {
        if (type instanceof ParameterizedType generic) {
            StringBuilder layout = new StringBuilder(generic.getRawType().getTypeName());
            for (Type argument : generic.getActualTypeArguments()) {
                layout.append('<').append(layoutOf(argument)).append('>');
            }
            return layout.toString();
        }
        Class<?> plain = (Class<?>) type;
        if (!plain.isRecord()) {
            return plain.getName();
        }
        StringBuilder layout = new StringBuilder("(");
        for (RecordComponent component : plain.getRecordComponents()) {
            layout.append(component.getName()).append(' ');
            layout.append(layoutOf(component.getGenericType())).append(", ");
        }
        return layout.append(")").toString();
    }
}
