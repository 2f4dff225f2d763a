package org.tlscensus.notebook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseKernelBuilder;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.tlscensus.jobs.report.Answer;

/** The kernel, which Jupyter starts with the name of the file that tells where to connect. */
public final class CensusKernel extends BaseKernel {
    private static final LanguageInfo JAVA =
            new LanguageInfo(
                    "java",
                    System.getProperty("java.version"),
                    "text/x-java-source",
                    ".jshell",
                    "java",
                    "text/x-java",
                    "script");

    private final CellShell shell = new CellShell();

    private CensusKernel(Parts parts) {
        super(
                "tls-census",
                String.valueOf(CensusKernel.class.getPackage().getImplementationVersion()),
                JAVA,
                List.of(),
                null,
                parts.io(),
                parts.comm(),
                parts.renderer(),
                parts.magicParser(),
                parts.magics(),
                false,
                parts.errorStyler());
        getRenderer()
                .createRegistration(Answer.class)
                .preferring(MIMEType.TEXT_HTML)
                .register(
                        (answer, context) ->
                                context.renderIfRequested(MIMEType.TEXT_HTML, answer::html));
    }

    /** The protocol library's own parts, as it makes them for every kernel. */
    private static final class Parts extends BaseKernelBuilder<Parts, CensusKernel> {
        @Override
        public CensusKernel build() {
            return new CensusKernel(this);
        }

        JupyterIO io() {
            return buildJupyterIO(StandardCharsets.UTF_8);
        }

        CommManager comm() {
            return buildCommManager();
        }

        Renderer renderer() {
            return buildRenderer();
        }

        MagicParser magicParser() {
            return new MagicParser("(?<=(?:^|=))\\s*%", "%%", buildMagicTranspiler());
        }

        MagicsRegistry magics() {
            return buildMagicsRegistry();
        }

        StringStyler errorStyler() {
            return buildErrorStyler();
        }
    }

    public static void main(String[] arguments) throws Exception {
        CensusKernel kernel = new Parts().build();
        JupyterConnection connection = connection(Path.of(arguments[0]));
        kernel.becomeHandlerForConnection(connection);
        connection.connect();
        kernel.onStartup();
        connection.waitUntilClose();
    }

    private static JupyterConnection connection(Path file) throws Exception {
        String properties;
        try {
            properties = Files.readString(file);
        } catch (IOException e) {
            throw new IOException("Jupyter's connection file cannot be read: " + file, e);
        }
        return new JupyterConnection(KernelConnectionProperties.parse(properties));
    }

    @Override
    public Object evalRaw(String cell) {
        return shell.evaluate(cell);
    }

    @Override
    public DisplayData inspect(String cell, int at, boolean extraDetail) {
        return null;
    }

    @Override
    public ReplacementOptions complete(String cell, int at) {
        CellShell.Completion completion = shell.complete(cell, at);
        return new ReplacementOptions(completion.choices(), completion.from(), at);
    }

    @Override
    public String isComplete(String cell) {
        return shell.isComplete(cell) ? IS_COMPLETE_YES : IS_COMPLETE_MAYBE;
    }

    @Override
    public void interrupt() {
        shell.stop();
    }

    @Override
    public void onShutdown(boolean isRestarting) {
        shell.close();
    }

    @Override
    public List<String> formatError(Throwable failure) {
        return failure instanceof CellFailure cell ? cell.lines() : super.formatError(failure);
    }
}
