package org.tlscensus.jobs.privacy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.core.analysis.Networks;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.CapturePaths;

/**
 * Files that tell who has a network, as their bytes: they go to executors once, where tasks share
 * what is made of them.
 */
public final class NetworkFiles implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int MAX_BYTES = 1 << 29;

    /** No files. */
    public static final NetworkFiles NONE = new NetworkFiles(List.of(), List.of());

    private final ArrayList<String> names;
    private final ArrayList<byte[]> files;
    private transient List<NetworkOwners> owners; // null: not made yet

    private NetworkFiles(List<String> names, List<byte[]> files) {
        this.names = new ArrayList<>(names);
        this.files = new ArrayList<>(files);
    }

    /**
     * Reads and checks files, MMDB or CSV.
     *
     * @throws UserError when one cannot be read, or is none
     */
    public static NetworkFiles read(List<String> names, Configuration hadoop) {
        if (names.isEmpty()) {
            return NONE;
        }
        NetworkFiles files =
                new NetworkFiles(names, names.stream().map(name -> bytes(name, hadoop)).toList());
        files.owners(); // fails here, and not where tasks want them
        return files;
    }

    private static byte[] bytes(String name, Configuration hadoop) {
        try {
            Path path = CapturePaths.path(name, hadoop);
            try (InputStream in = path.getFileSystem(hadoop).open(path)) {
                byte[] bytes = in.readNBytes(MAX_BYTES);
                if (bytes.length == MAX_BYTES) {
                    throw new UserError(name + " is too large for a file of networks");
                }
                return bytes;
            }
        } catch (FileNotFoundException e) {
            throw new UserError("there is no file " + name);
        } catch (IOException e) {
            throw new UserError("cannot read " + name + ": " + e.getMessage());
        }
    }

    private synchronized List<NetworkOwners> owners() {
        if (owners == null) {
            List<NetworkOwners> made = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                made.add(owners(names.get(i), files.get(i)));
            }
            owners = List.copyOf(made);
        }
        return owners;
    }

    private static NetworkOwners owners(String name, byte[] file) {
        return OwnersMmdb.isOne(file)
                ? OwnersMmdb.open(name, file)
                : OwnersCsv.parse(name, new String(file, StandardCharsets.UTF_8));
    }

    /** What is known of networks, for one thread. */
    public Networks with(LocalNetworks local) {
        return !local.areKnown() && files.isEmpty()
                ? Networks.UNKNOWN
                : new KnownNetworks(local, owners());
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }
}
