package org.tlscensus.jobs.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, as the job jar's manifest has it. */
final class Version implements IVersionProvider {
    /** The program's, as the manifest has it. */
    String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "tls-census " + number(), "Java " + System.getProperty("java.version")
        };
    }
}
