package org.tlscensus.jobs.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Makes rows of records of some classes side by side, of the columns that a file has of them. */
final class RowReadSupport extends ReadSupport<Record[]> {
    private final List<Class<? extends Record>> types;

    RowReadSupport(List<Class<? extends Record>> types) {
        this.types = types;
    }

    @Override
    public ReadContext init(InitContext context) {
        List<Type> wanted = new ArrayList<>();
        for (Class<? extends Record> type : types) {
            GroupType fields =
                    new GroupType(
                            Type.Repetition.REQUIRED,
                            "record",
                            new RecordField(type, Field.Place.TOP).types());
            wanted.addAll(common(context.getFileSchema(), fields));
        }
        return new ReadContext(new MessageType("spark_schema", wanted));
    }

    /** The fields of a file that a schema has too, as the file has them. */
    private static List<Type> common(GroupType inFile, GroupType wanted) {
        List<Type> common = new ArrayList<>();
        for (Type field : wanted.getFields()) {
            if (inFile.containsField(field.getName())) {
                common.add(common(inFile.getType(field.getName()), field));
            }
        }
        return common;
    }

    private static Type common(Type inFile, Type wanted) {
        if (inFile.isPrimitive() || wanted.isPrimitive()) {
            return inFile;
        }
        List<Type> fields =
                inFile.getLogicalTypeAnnotation() == null
                        ? common(inFile.asGroupType(), wanted.asGroupType())
                        : inFile.asGroupType().getFields();
        return inFile.asGroupType().withNewFields(fields);
    }

    @Override
    @SuppressWarnings("deprecation") // the one that has to be there
    public RecordMaterializer<Record[]> prepareForRead(
            Configuration hadoop,
            Map<String, String> metadata,
            MessageType fileSchema,
            ReadContext context) {
        return new Rows(types, context.getRequestedSchema());
    }

    private static final class Rows extends RecordMaterializer<Record[]> {
        private final RecordConverter[] records;
        private final Record[] row;

        Rows(List<Class<? extends Record>> types, MessageType columns) {
            records = new RecordConverter[types.size()];
            row = new Record[records.length];
            for (int i = 0; i < records.length; i++) {
                int at = i;
                records[i] =
                        new RecordConverter(
                                types.get(i), columns, record -> row[at] = (Record) record);
            }
        }

        @Override
        public Record[] getCurrentRecord() {
            return row.clone();
        }

        @Override
        public GroupConverter getRootConverter() {
            return new GroupConverter() {
                @Override
                public Converter getConverter(int index) {
                    for (RecordConverter record : records) {
                        if (record.getConverter(index) != null) {
                            return record.getConverter(index);
                        }
                    }
                    throw new IllegalStateException("no record has column " + index);
                }

                @Override
                public void start() {
                    for (RecordConverter record : records) {
                        record.start();
                    }
                }

                @Override
                public void end() {
                    for (RecordConverter record : records) {
                        record.end();
                    }
                }
            };
        }
    }
}
