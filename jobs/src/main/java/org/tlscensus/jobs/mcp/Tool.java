package org.tlscensus.jobs.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * Something that an assistant can have done. All of them only read, and only the archive.
 *
 * @param description for the model
 */
record Tool(
        String name, String title, String description, List<Argument> arguments, Action action) {
    /**
     * What a tool wants to be told.
     *
     * @param type as JSON Schema calls it
     */
    record Argument(String name, String type, boolean isRequired, String description) {}

    /** What is done. */
    interface Action {
        /**
         * Writes the answer.
         *
         * @throws ToolFailure when the model has to ask in another way
         */
        void run(JsonNode arguments, Answer answer) throws ToolFailure, IOException;
    }

    /** How the protocol lists it. */
    ObjectNode listed() {
        ObjectNode tool = JsonNodeFactory.instance.objectNode();
        tool.put("name", name).put("title", title).put("description", description);
        ObjectNode schema = tool.putObject("inputSchema");
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (Argument argument : arguments) {
            properties
                    .putObject(argument.name)
                    .put("type", argument.type)
                    .put("description", argument.description);
        }
        arguments.stream()
                .filter(Argument::isRequired)
                .map(Argument::name)
                .forEach(schema.putArray("required")::add);
        schema.put("additionalProperties", false);
        tool.putObject("annotations")
                .put("readOnlyHint", true)
                .put("idempotentHint", true)
                .put("openWorldHint", false);
        return tool;
    }

    /** Does it, when the arguments are those of the schema. */
    void run(JsonNode given, Answer answer) throws ToolFailure, IOException {
        require(given);
        action.run(given, answer);
    }

    private void require(JsonNode given) throws ToolFailure {
        for (Argument argument : arguments) {
            JsonNode value = given.get(argument.name);
            if (value == null ? argument.isRequired : !isOf(argument.type, value)) {
                throw new ToolFailure(
                        name + " wants " + argument.name + ", of type " + argument.type);
            }
        }
        for (Iterator<String> names = given.fieldNames(); names.hasNext(); ) {
            String unknown = names.next();
            if (arguments.stream().noneMatch(argument -> argument.name.equals(unknown))) {
                throw new ToolFailure(
                        name
                                + " takes "
                                + arguments.stream().map(Argument::name).toList()
                                + " and nothing else");
            }
        }
    }

    private static boolean isOf(String type, JsonNode value) {
        return type.equals("integer") ? value.canConvertToExactIntegral() : value.isTextual();
    }
}
