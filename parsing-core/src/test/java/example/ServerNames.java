package example;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.tlscensus.core.read.CaptureConnections;
import org.tlscensus.core.row.ConnectionRow;

/** Prints what servers clients ask for, and what version of TLS they get. */
public final class ServerNames {
    public static void print(Path capture, PrintStream out) throws IOException {
        try (CaptureConnections connections = CaptureConnections.read(capture)) {
            while (connections.hasNext()) {
                ConnectionRow row = connections.next();
                if (row.tls() != null) {
                    out.println(row.tls().serverName() + " " + row.tls().version());
                }
            }
        }
    }

    private ServerNames() {}
}
