import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.tlscensus.jobs.cli.CensusCommand;

/**
 * Runs commands of census one after the other in one warm Java, for .ci/kill-test: from standard input a line each,
 * words between tabs; to standard output the exit codes.
 */
final class CommandLoop {
    public static void main(String[] none) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(CensusCommand.execute(line.split("\t", -1)));
        }
        System.exit(0);
    }
}
