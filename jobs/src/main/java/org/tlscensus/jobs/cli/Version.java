package org.tlscensus.jobs.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, as the job jar's manifest has it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "tls-census " + (version == null ? "(not packaged)" : version),
            "Java " + System.getProperty("java.version")
        };
    }
}
