package org.tlscensus.jobs.plan;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Prints the captures below a folder, and what their heads say, in the locale of its process. */
final class FoundNames {
    private FoundNames() {}

    public static void main(String[] arguments) throws IOException {
        Configuration hadoop = new Configuration();
        Manifest.Site site = new Manifest.Site("s", Manifest.Vantage.PASSIVE, List.of(arguments[0]));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (CaptureFile file : CapturePaths.find(site, hadoop)) {
            CaptureInfo info = CaptureInfo.read(file, hadoop);
            out.println(file.name() + " " + info.format() + " " + info.damage());
        }
    }
}
