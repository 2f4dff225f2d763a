package org.tlscensus.jobs.schema;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes values of one Java type as bytes and reads them; null is the caller's business. A value
 * takes at least one byte, but for a primitive boolean.
 */
interface ValueBytes {
    void write(Object value, BytesWriter out);

    /**
     * A value that shares nothing with the bytes.
     *
     * @throws IllegalArgumentException when there are other bytes than were ever written
     */
    Object read(BytesReader in);

    static ValueBytes of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class
                    ? new OfMap(of(arguments[0]), of(arguments[1]))
                    : new OfList(of(arguments[0]));
        }
        Class<?> plain = (Class<?>) type;
        return plain.isRecord() ? RecordLayout.of(plain.asSubclass(Record.class)) : Plain.of(plain);
    }

    /** Values without parts. */
    enum Plain implements ValueBytes {
        TEXT {
            @Override
            public void write(Object value, BytesWriter out) {
                out.block(((String) value).getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public Object read(BytesReader in) {
                return in.text();
            }
        },
        BLOCK {
            @Override
            public void write(Object value, BytesWriter out) {
                out.block((byte[]) value);
            }

            @Override
            public Object read(BytesReader in) {
                return in.block();
            }
        },
        /** Only true is ever written. */
        TRUE {
            @Override
            public void write(Object value, BytesWriter out) {}

            @Override
            public Object read(BytesReader in) {
                return true;
            }
        },
        BOOLEAN {
            @Override
            public void write(Object value, BytesWriter out) {
                out.number((Boolean) value ? 1 : 0);
            }

            @Override
            public Object read(BytesReader in) {
                return in.number(0, 1) == 1;
            }
        },
        INT {
            @Override
            public void write(Object value, BytesWriter out) {
                out.number((Integer) value);
            }

            @Override
            public Object read(BytesReader in) {
                return (int) in.number(Integer.MIN_VALUE, Integer.MAX_VALUE);
            }
        },
        LONG {
            @Override
            public void write(Object value, BytesWriter out) {
                out.number((Long) value);
            }

            @Override
            public Object read(BytesReader in) {
                return in.number();
            }
        },
        DOUBLE {
            @Override
            public void write(Object value, BytesWriter out) {
                out.eightBytes(Double.doubleToRawLongBits((Double) value));
            }

            @Override
            public Object read(BytesReader in) {
                return Double.longBitsToDouble(in.eightBytes());
            }
        },
        INSTANT {
            @Override
            public void write(Object value, BytesWriter out) {
                Instant instant = (Instant) value;
                out.number(instant.getEpochSecond());
                out.number(instant.getNano());
            }

            @Override
            public Object read(BytesReader in) {
                long seconds =
                        in.number(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
                return Instant.ofEpochSecond(seconds, in.number(0, 999_999_999));
            }
        },
        DATE {
            @Override
            public void write(Object value, BytesWriter out) {
                out.number(((LocalDate) value).toEpochDay());
            }

            @Override
            public Object read(BytesReader in) {
                return LocalDate.ofEpochDay(
                        in.number(LocalDate.MIN.toEpochDay(), LocalDate.MAX.toEpochDay()));
            }
        };

        static Plain of(Class<?> type) {
            if (type == String.class) {
                return TEXT;
            } else if (type == byte[].class) {
                return BLOCK;
            } else if (type == boolean.class) {
                return TRUE;
            } else if (type == Boolean.class) {
                return BOOLEAN;
            } else if (type == int.class || type == Integer.class) {
                return INT;
            } else if (type == long.class || type == Long.class) {
                return LONG;
            } else if (type == double.class || type == Double.class) {
                return DOUBLE;
            } else if (type == Instant.class) {
                return INSTANT;
            } else if (type == LocalDate.class) {
                return DATE;
            }
            throw new IllegalArgumentException("no bytes for " + type);
        }
    }

    /** The number of elements, then they. */
    record OfList(ValueBytes element) implements ValueBytes {
        @Override
        public void write(Object value, BytesWriter out) {
            List<?> list = (List<?>) value;
            out.unsigned(list.size());
            for (Object each : list) {
                element.write(each, out);
            }
        }

        @Override
        public Object read(BytesReader in) {
            Object[] values = new Object[in.count()];
            for (int i = 0; i < values.length; i++) {
                values[i] = element.read(in);
            }
            return List.of(values);
        }
    }

    /** The number of entries, then key and value of each. */
    record OfMap(ValueBytes key, ValueBytes value) implements ValueBytes {
        @Override
        public void write(Object object, BytesWriter out) {
            Map<?, ?> map = (Map<?, ?>) object;
            out.unsigned(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                key.write(entry.getKey(), out);
                value.write(entry.getValue(), out);
            }
        }

        @Override
        public Object read(BytesReader in) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int left = in.count(); left > 0; left--) {
                Object each = key.read(in);
                map.put(each, value.read(in));
            }
            return map;
        }
    }
}
