package org.tlscensus.jobs.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.row.ConnectionPart;

class ArchiveStateTest {
    /** What is kept as bytes says nothing of the order of its components. */
    @Test
    void partsAndBlocksOfAnotherLayoutHaveAnotherVersion() {
        int parts = layoutOf(ConnectionPart.class).hashCode();
        int blocks = layoutOf(IndexedCapture.class).hashCode();
        assertEquals(
                "version 7 with layouts 296c88d7 and 286a853b",
                String.format(
                        "version %d with layouts %x and %x", ArchiveState.VERSION, parts, blocks),
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
