package org.tlscensus.jobs.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command's page for man, in the macros of man(7). */
final class ManualPage {
    private final CommandLine command;
    private final CommandSpec spec;
    private final StringBuilder text = new StringBuilder();

    ManualPage(CommandLine command) {
        this.command = command;
        spec = command.getCommandSpec();
    }

    /** As man wants it: census-ingest. */
    String name() {
        return spec.qualifiedName("-");
    }

    /** What a command is for, without a full stop. */
    static String summary(CommandLine command) {
        String description =
                String.join(" ", command.getCommandSpec().usageMessage().description());
        return description.replaceFirst("\\.$", "");
    }

    String text() {
        line(".TH " + name().toUpperCase(Locale.ROOT) + " 1");
        section("NAME", List.of(name() + " \\- " + escaped(summary(command))));
        line(".SH SYNOPSIS");
        line(".nf");
        command.getUsageMessage(CommandLine.Help.Ansi.OFF)
                .lines()
                .dropWhile(line -> !line.startsWith("Usage:"))
                .takeWhile(line -> line.startsWith("Usage:") || line.startsWith("  "))
                .limit(12)
                .forEach(line -> line(escaped(line.replaceFirst("^Usage:", ""))));
        line(".fi");
        options();
        subcommands();
        notes();
        return text.toString();
    }

    private void options() {
        line(".SH OPTIONS");
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            item(parameter.paramLabel(), parameter.description());
        }
        for (OptionSpec option : spec.options()) {
            String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
            String names = String.join(", ", option.names()) + value;
            item(names, option.description(), option.defaultValue());
        }
    }

    private void subcommands() {
        if (spec.subcommands().isEmpty()) {
            return;
        }
        line(".SH COMMANDS");
        spec.subcommands()
                .forEach((name, sub) -> item(name, new String[] {summary(sub) + "."}, null));
    }

    private void notes() {
        String[] footer = spec.usageMessage().footer();
        if (footer.length > 0) {
            line(".SH NOTES");
            line(".nf");
            for (String note : footer) {
                line(escaped(note));
            }
            line(".fi");
        }
    }

    private void item(String label, String[] description) {
        item(label, description, null);
    }

    private void item(String label, String[] description, String defaultValue) {
        line(".TP");
        line(".B " + escaped(label));
        String value = defaultValue == null ? "" : defaultValue;
        line(escaped(String.join(" ", description).replace("${DEFAULT-VALUE}", value)));
    }

    private void section(String title, List<String> lines) {
        line(".SH " + title);
        lines.forEach(this::line);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** Text that no macro and no escape is made of. */
    static String escaped(String plain) {
        String escaped = plain.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
