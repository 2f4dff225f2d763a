package org.tlscensus.jobs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.failure.UserError;

class ManifestFileTest {
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
        an object of a class     | !!java.net.URL [x] | d.yaml: Global tag is not allowed: tag:yaml.org,2002:java.net.URL in 'string', line 1, column 1: !!java.net.URL [x] ^
        """)
    void parses(String name, String text, String expected) {
        assertEquals(expected, outcome(text), name);
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
