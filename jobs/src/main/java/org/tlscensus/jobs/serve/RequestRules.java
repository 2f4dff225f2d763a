package org.tlscensus.jobs.serve;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.connect.proto.ConfigRequest;
import org.apache.spark.connect.proto.KeyValue;
import org.sparkproject.connect.protobuf.Any;
import org.sparkproject.connect.protobuf.Descriptors.FieldDescriptor;
import org.sparkproject.connect.protobuf.Message;

/**
 * What a request of Spark Connect may hold. Where a message of the protocol chooses between kinds
 * of work, or has options that reach for something else, the fields are listed that it may have;
 * all other messages only give shape to those.
 */
final class RequestRules {
    private static final Map<String, Set<String>> FIELDS =
            Map.ofEntries(
                    allowed("Plan", "root command"),
                    allowed("Command", "sql_command create_dataframe_view"),
                    allowed("CreateDataFrameViewCommand", "input name replace"),
                    allowed(
                            "Relation",
                            """
                            common read project filter join set_op sort limit aggregate sql
                            local_relation sample offset deduplicate range subquery_alias
                            repartition to_df with_columns_renamed show_string drop tail
                            with_columns hint unpivot to_schema repartition_by_expression
                            collect_metrics html_string as_of_join with_relations transpose
                            unresolved_table_valued_function lateral_join nearest_by_join
                            fill_na drop_na replace summary crosstab describe cov corr
                            approx_quantile freq_items catalog
                            """),
                    allowed("Read", "named_table"),
                    allowed("Read.NamedTable", "unparsed_identifier"),
                    allowed(
                            "Catalog",
                            """
                            current_database list_databases list_tables list_functions
                            list_columns get_database get_table get_function database_exists
                            table_exists function_exists drop_temp_view is_cached
                            current_catalog list_catalogs list_views get_table_properties
                            get_create_table_string
                            """),
                    allowed(
                            "Expression",
                            """
                            common literal unresolved_attribute unresolved_function
                            expression_string unresolved_star alias cast unresolved_regex
                            sort_order lambda_function window unresolved_extract_value
                            update_fields unresolved_named_lambda_variable call_function
                            named_argument_expression subquery_expression
                            direct_shuffle_partition_id
                            """),
                    allowed(
                            "AnalyzePlanRequest",
                            """
                            session_id client_observed_server_side_session_id user_context
                            client_type schema explain tree_string is_local is_streaming
                            input_files spark_version ddl_parse same_semantics semantic_hash
                            get_storage_level json_to_ddl
                            """));

    /** What is better said in other words than the protocol's. */
    private static final Map<String, String> WORDS =
            Map.of(
                    "data_source", "it reads no other files or sources",
                    "options", "tables are read without options",
                    "write_operation", "it writes nothing",
                    "write_operation_v2", "it writes nothing",
                    "write_stream_operation_start", "it runs no streams",
                    "is_streaming", "it runs no streams",
                    "is_global", "views are their session's own",
                    "common_inline_user_defined_function", "it runs no functions of clients",
                    "register_function", "it runs no functions of clients");

    private RequestRules() {}

    private static Map.Entry<String, Set<String>> allowed(String message, String fields) {
        return Map.entry("spark.connect." + message, Set.of(fields.strip().split("\\s+")));
    }

    /** What is wrong with a request; null: nothing. */
    static String objection(Message request) {
        return request instanceof ConfigRequest config ? inSettings(config) : within(request);
    }

    private static String within(Message message) {
        if (message instanceof Any) {
            return "it knows no extensions of the protocol";
        }
        Set<String> allowed = FIELDS.get(message.getDescriptorForType().getFullName());
        for (Map.Entry<FieldDescriptor, Object> set : message.getAllFields().entrySet()) {
            String name = set.getKey().getName();
            if (allowed != null && !allowed.contains(name)) {
                return WORDS.getOrDefault(name, name.replace('_', ' ') + " is not allowed");
            }
            String objection = in(set.getValue());
            if (objection != null) {
                return objection;
            }
        }
        return null;
    }

    private static String in(Object value) {
        if (value instanceof Message message) {
            return within(message);
        }
        if (value instanceof List<?> values) {
            return values.stream()
                    .map(RequestRules::in)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
        return null;
    }

    private static String inSettings(ConfigRequest request) {
        ConfigRequest.Operation operation = request.getOperation();
        return switch (operation.getOpTypeCase()) {
            case SET -> inKeys(keys(operation.getSet().getPairsList()), false);
            case UNSET -> inKeys(operation.getUnset().getKeysList().stream(), false);
            case GET -> inKeys(operation.getGet().getKeysList().stream(), true);
            case GET_OPTION -> inKeys(operation.getGetOption().getKeysList().stream(), true);
            case GET_WITH_DEFAULT ->
                    inKeys(keys(operation.getGetWithDefault().getPairsList()), true);
            case GET_ALL -> inKeys(Stream.of(operation.getGetAll().getPrefix()), true);
            case IS_MODIFIABLE, OPTYPE_NOT_SET -> null;
        };
    }

    private static Stream<String> keys(List<KeyValue> pairs) {
        return pairs.stream().map(KeyValue::getKey);
    }

    private static String inKeys(Stream<String> keys, boolean isReading) {
        Predicate<String> isFine =
                isReading ? ClientSettings::isReadable : ClientSettings::isChangeable;
        return keys.filter(isFine.negate())
                .findFirst()
                .map(key -> isReading ? "the setting " + key + " is not told" : setting(key))
                .orElse(null);
    }

    /** What is said of a setting that may not be changed. */
    static String setting(String key) {
        return "the setting " + key + " stays as it is";
    }
}
