package org.tlscensus.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.packet.FlowScope;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the options of packets take, and how they refuse the rest. */
class PacketOptionsTest {
    private static PacketOptions parse(String... arguments) {
        PacketOptions options = new PacketOptions();
        CommandLine line =
                new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.parseArgs(arguments);
        return options;
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-21, 1789948800",
        "2026-09-21T14:30, 1790001000",
        "2026-09-21 14:30:00, 1790001000",
        "2026-09-21T14:30:00Z, 1790001000",
        "2026-09-21T14:30:00+02:00, 1789993800",
        "2026-09-21T14:30:00.5Z, 1790001000.5"
    })
    void timesAreUtcUnlessTheySayElse(String text, double seconds) {
        long nanos = parse("--from", text).selection().fromNanos();
        assertEquals((long) (seconds * 1e9), nanos);
    }

    @ParameterizedTest
    @CsvSource({
        "--from, yesterday, want a time like",
        "--from, 1920-01-01, want a time like",
        "--to, 2026-13-01, want a time like",
        "--to, 9999-01-01, want a time like",
        "--filter, port https, is no port",
        "--filter, host example.org, (column 6)",
        "--flow-key, mac, flow-key",
        "--duplicates, all, duplicates"
    })
    void whatIsWrongIsSaid(String option, String value, String message) {
        ParameterException wrong =
                assertThrows(ParameterException.class, () -> parse(option, value));
        assertTrue(wrong.getMessage().contains(message), wrong.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"vlan|true|false", "tunnel|false|true", "vlan,tunnel|true|true"})
    void scopesAreNamed(String text, boolean vlans, boolean networks) {
        assertEquals(new FlowScope(vlans, networks), parse("--flow-key", text).flowScope());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-20, 2026-09-21, true",
        "2026-09-21, 2026-09-21, false",
        "2026-09-22, 2026-09-21, false"
    })
    void timesLieInOrder(String from, String to, boolean hasTime) {
        assertEquals(hasTime, parse("--from", from, "--to", to).hasTime());
    }
}
