package org.tlscensus.jobs.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.util.ShutdownHookManager;
import org.tlscensus.jobs.failure.UserError;

/**
 * Where Spark keeps what it shuffles, spills and unpacks on this machine: folders that only their
 * owner can look into, with names that cannot be guessed, gone when the program ends. Spark's own
 * have random names, but many are open to all.
 */
final class WorkFolder {
    private static final String LOCAL = "spark.local.dir";
    private static final String TEMPORARY = "java.io.tmpdir";

    private WorkFolder() {}

    /**
     * Makes one, and lets Spark use it where it runs on this machine only. Folders that the user
     * chose get one each inside.
     */
    static void use(SparkConf conf, boolean isLocal) {
        try {
            Path temporary = Path.of(System.getProperty(TEMPORARY));
            Path folder = made(TemporaryFolder.placeFor(temporary));
            conf.setIfMissing("spark.sql.warehouse.dir", folder.resolve("warehouse").toString());
            if (!isLocal) {
                return; // what these settings say would hold for executors elsewhere too
            }
            if (conf.contains(LOCAL)) { // else it is where temporary files are
                List<String> within = new ArrayList<>();
                for (String chosen : conf.get(LOCAL).split(",", -1)) {
                    within.add(made(Files.createDirectories(Path.of(chosen.strip()))).toString());
                }
                conf.set(LOCAL, String.join(",", within));
            }
            System.setProperty(TEMPORARY, folder.toString());
        } catch (IOException e) {
            throw new UserError("cannot make a folder for temporary files: " + e);
        }
    }

    private static Path made(Path parent) throws IOException {
        Path folder = TemporaryFolder.in(parent);
        ShutdownHookManager.registerShutdownDeleteDir(folder.toFile());
        return folder;
    }
}
