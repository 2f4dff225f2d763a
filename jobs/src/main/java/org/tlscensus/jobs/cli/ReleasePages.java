package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Writes what a release has beside the program: pages for man, and what completes words in bash,
 * zsh (by its bashcompinit) and fish. All is made from the commands themselves.
 */
public final class ReleasePages {
    private static final String NAME = "census";

    private ReleasePages() {}

    /** Takes the folder that they go to. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        CommandLine census = CensusCommand.line();
        Path manual = Files.createDirectories(folder.resolve("man").resolve("man1"));
        for (CommandLine command : commands(census)) {
            ManualPage page = new ManualPage(command);
            Files.writeString(manual.resolve(page.name() + ".1"), page.text());
        }
        Path completions = Files.createDirectories(folder.resolve("completions"));
        Files.writeString(completions.resolve("census.bash"), AutoComplete.bash(NAME, census));
        Files.writeString(completions.resolve("census.fish"), fish(census));
    }

    private static List<CommandLine> commands(CommandLine census) {
        Set<CommandLine> all = new LinkedHashSet<>(List.of(census));
        census.getSubcommands().forEach((name, command) -> all.add(command));
        all.removeIf(command -> command.getCommandName().equals("help"));
        return List.copyOf(all);
    }

    /** What fish completes: subcommands first, then the options of the one that was named. */
    static String fish(CommandLine census) {
        List<String> lines = new ArrayList<>();
        for (CommandLine command : commands(census)) {
            if (command == census) {
                continue;
            }
            String name = command.getCommandName();
            lines.add(
                    "complete -c census -n __fish_use_subcommand -f -a "
                            + name
                            + " -d "
                            + quoted(ManualPage.summary(command)));
            for (var option : command.getCommandSpec().options()) {
                lines.add(
                        "complete -c census -n '__fish_seen_subcommand_from "
                                + name
                                + "' -l "
                                + option.longestName().replaceFirst("^-+", "")
                                + (option.arity().max() > 0 ? " -r" : "")
                                + " -d "
                                + quoted(String.join(" ", option.description())));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String quoted(String text) {
        String plain = text.replace("${DEFAULT-VALUE}", "default");
        return "'" + plain.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
