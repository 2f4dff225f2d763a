package org.tlscensus.jobs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.DamagedFile;
import org.tlscensus.jobs.failure.UserError;

class ManifestFileTest {
    private static final Configuration HADOOP = new Configuration(); // slow to make

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        relative paths are below the folder | {name: d, sites: [{name: a, vantage: active, captures: [x/*.pcap]}]} | d: a ACTIVE [/data/x/*.pcap]
        absolute paths stay      | {name: d, sites: [{name: a, captures: [/x.pcap, 'hdfs://h/x', 's3a://b/x']}]} | d: a PASSIVE [/x.pcap, hdfs://h/x, s3a://b/x]
        several sites            | {name: d, sites: [{name: a, captures: [x]}, {name: 7, captures: [y]}]} | d: a PASSIVE [/data/x] 7 PASSIVE [/data/y]
        two sites of one name    | {name: d, sites: [{name: a, captures: [x]}, {name: a, captures: [y]}]} | d.yaml: two sites are called a
        unknown key              | {name: d, site: []} | d.yaml: unknown key site; known: name, sites
        unknown key of a site    | {name: d, sites: [{name: a, files: [x]}]} | d.yaml: sites[0]: unknown key files; known: name, vantage, captures
        no name                  | {sites: [{name: a, captures: [x]}]} | d.yaml: name is missing
        no sites                 | {name: d} | d.yaml: sites is missing
        empty list               | {name: d, sites: []} | d.yaml: sites: want a list
        captures are no list     | {name: d, sites: [{name: a, captures: x}]} | d.yaml: sites[0]: captures: want a list
        a capture is no text     | {name: d, sites: [{name: a, captures: [[x]]}]} | d.yaml: sites[0]: captures[0]: want a text
        odd vantage              | {name: d, sites: [{name: a, vantage: inside, captures: [x]}]} | d.yaml: sites[0].vantage: inside is neither passive nor active
        a list                   | [1, 2] | d.yaml: want keys and values
        digits and days are text | {name: 010, sites: [{name: 2016-03-01, captures: [!!int x, 1_0, yes]}]} | 010: 2016-03-01 PASSIVE [/data/x, /data/1_0, /data/yes]
        a tag does not fit       | {name: d, sites: [{name: !!str [a], captures: [x]}]} | d.yaml: a tag (!!…) does not fit what it stands before
        an object of a class     | !!java.net.URL [x] | d.yaml: Global tag is not allowed: tag:yaml.org,2002:java.net.URL in 'string', line 1, column 1: !!java.net.URL [x] ^
        """)
    void parses(String name, String text, String expected) {
        assertEquals(expected, outcome(text), name);
    }

    @Test
    void damagedManifestsAreRefusedInALine() throws Exception {
        String manifest =
                """
                name: archive
                sites:
                  - name: campus
                    vantage: passive
                    captures: [campus/*.pcap.gz, "/more/campus"]
                  - {name: 'scan', vantage: active, captures: &files [x.pcapng]}
                  - name: other
                    captures: *files
                """;
        List<String> words =
                List.of(
                        "!!int x",
                        "!!float x",
                        "!!binary x",
                        "!!timestamp x",
                        "!!set [a]",
                        "!!map [a]",
                        "!!omap x",
                        "!!str [a]",
                        "!!java.net.URL [x]",
                        "<<: *files",
                        "? [a]",
                        "&a [*a]",
                        "null",
                        "0x",
                        "2016-99-99",
                        "- - -",
                        "{",
                        "}",
                        "|2",
                        "%YAML 9",
                        "---",
                        "...");
        DamagedFile.check(
                folder.resolve("manifest.yaml"),
                manifest.getBytes(StandardCharsets.UTF_8),
                words,
                file -> ManifestFile.read(file.toString(), HADOOP));
    }

    private static String outcome(String text) {
        try {
            Manifest dataset = ManifestFile.parse(text, "d.yaml", "/data");
            StringBuilder out = new StringBuilder(dataset.name() + ":");
            for (Manifest.Site site : dataset.sites()) {
                out.append(' ').append(site.name()).append(' ').append(site.vantage());
                out.append(' ').append(site.captures());
            }
            return out.toString();
        } catch (UserError e) {
            return e.getMessage();
        }
    }
}
