package org.tlscensus.jobs.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.tlscensus.jobs.failure.UserError;

/** What stands beside the files of a contribution, and tells that they are whole. */
record NotaryManifest(
        @JsonProperty("schema_version") int schemaVersion,
        @JsonProperty("minimum_connections") long minimumConnections,
        @JsonProperty("connections") long connections,
        @JsonProperty("certificates") long certificates,
        @JsonProperty("files") List<ContributedFile> files) {
    static final String FILE = "manifest.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int MAX_BYTES = 1 << 16;

    /** A file of a contribution. */
    record ContributedFile(
            @JsonProperty("name") String name,
            @JsonProperty("rows") long rows,
            @JsonProperty("bytes") long bytes,
            @JsonProperty("sha256") String sha256) {
        static ContributedFile of(Path file, long rows) throws IOException {
            return new ContributedFile(
                    file.getFileName().toString(), rows, Files.size(file), digest(file));
        }
    }

    void write(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), JSON.writeValueAsBytes(this));
    }

    /**
     * Reads a contribution's manifest, and holds its files against it.
     *
     * @throws UserError when it is no contribution, is of another version, or was changed
     */
    static NotaryManifest verified(Path folder) {
        try {
            NotaryManifest manifest = read(folder.resolve(FILE));
            if (manifest.schemaVersion() != NotarySchema.VERSION) {
                throw new UserError(
                        folder
                                + " is a contribution of version "
                                + manifest.schemaVersion()
                                + ", and this program reads version "
                                + NotarySchema.VERSION);
            }
            List<String> names = new ArrayList<>();
            for (ContributedFile file :
                    manifest.files() == null ? List.<ContributedFile>of() : manifest.files()) {
                require(folder, file);
                names.add(file.name());
            }
            if (!names.containsAll(Set.of("connections.parquet", "certificates.parquet"))) {
                throw new UserError(folder + " is no whole contribution: it lacks Parquet files");
            }
            return manifest;
        } catch (IOException e) {
            throw new UserError(
                    folder
                            + " is no contribution to a notary: "
                            + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    private static NotaryManifest read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("it has no " + FILE);
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(FILE + " is too large");
        }
        return JSON.readValue(Files.readAllBytes(file), NotaryManifest.class);
    }

    private static void require(Path folder, ContributedFile file) throws IOException {
        boolean isPlain = file.name() != null && file.name().matches("[a-z]+\\.(parquet|jsonl)");
        if (!isPlain || !Files.isRegularFile(folder.resolve(file.name()))) {
            throw new UserError(folder + " lacks a file that its manifest names");
        }
        Path path = folder.resolve(file.name());
        if (Files.size(path) != file.bytes() || !digest(path).equals(file.sha256())) {
            throw new UserError(
                    path + " is not as its manifest says (wrong checksum): ask for it again");
        }
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest =
                        new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
