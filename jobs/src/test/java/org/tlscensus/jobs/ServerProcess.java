package org.tlscensus.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code census serve-sql} in a Java of its own, and clients of it in others. */
public final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final Path folder;
    private final List<String> said = new ArrayList<>();

    /**
     * Returns when it serves.
     *
     * @param folder for what it and its clients write
     * @param arguments after {@code serve-sql --port 0}
     */
    public ServerProcess(Path folder, String... arguments) throws IOException {
        this.folder = Files.createDirectories(folder);
        List<String> command = java(System.getProperty("java.class.path"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .forEach(command::add);
        command.add("-Dlog4j2.configurationFile=" + Path.of("../conf/log4j2.properties"));
        command.add(Main.class.getName());
        command.addAll(List.of("serve-sql", "--port", "0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(folder.resolve("server.err").toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line;
        do {
            line = out.readLine();
            assertTrue(line != null, () -> text(folder.resolve("server.err")));
            said.add(line);
        } while (!line.startsWith("Scala") && !line.startsWith("no token"));
    }

    /** What it printed until it served. */
    public List<String> said() {
        return said;
    }

    /** What it says after a word and a colon. */
    public String said(String word) {
        return said.stream()
                .filter(line -> line.startsWith(word + ": "))
                .map(line -> line.substring(word.length() + 2))
                .findFirst()
                .orElseThrow();
    }

    /** What it wrote to standard error. */
    public String errors() {
        return text(folder.resolve("server.err"));
    }

    /** What a client prints; fails when it does. */
    public List<String> ask(Class<?> client, String... arguments)
            throws IOException, InterruptedException {
        Path answers = folder.resolve("answers.txt");
        Path messages = folder.resolve("messages.txt");
        List<String> command = java(clientClassPath());
        command.addAll(
                List.of(
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED",
                        client.getName()));
        command.addAll(List.of(arguments));
        Process asking =
                new ProcessBuilder(command)
                        .redirectOutput(answers.toFile())
                        .redirectError(messages.toFile())
                        .start();
        assertEquals(0, asking.waitFor(), () -> text(answers) + text(messages));
        return Files.readAllLines(answers);
    }

    private static List<String> java(String classPath) {
        return new ArrayList<>(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx1g",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        classPath));
    }

    /**
     * Spark's client, which the build puts aside, and of our own class path all but Spark itself:
     * both do not go into one Java.
     */
    private static String clientClassPath() throws IOException {
        Path client = Path.of("target", "connect-client");
        assertTrue(Files.isDirectory(client), "the build puts Spark's client there: " + client);
        try (Stream<Path> jars = Files.list(client)) {
            Stream<String> own =
                    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                            .filter(
                                    path ->
                                            !path.matches(
                                                    ".*/spark-(core|catalyst|sql|sql-api|connect)_[^/]*"));
            return Stream.concat(jars.map(Path::toString).sorted().toList().stream(), own)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy(); // as Ctrl-C does
        process.onExit().join();
    }
}
