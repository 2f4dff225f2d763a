package org.tlscensus.jobs.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.tlscensus.jobs.store.OutputFolder;

/** Draws figures side by side on all cores; their files are published at once. */
final class FigureDrawing {
    private FigureDrawing() {}

    private record Drawn(String name, byte[] bytes) {}

    static void write(List<Figure> figures, FigureFiles files, OutputFolder folder)
            throws IOException {
        List<Drawn> drawn;
        try {
            drawn =
                    figures.parallelStream()
                            .flatMap(figure -> files.endings().stream().map(e -> draw(figure, e)))
                            .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        List<OutputFolder.Draft> drafts = new ArrayList<>();
        try {
            for (Drawn figure : drawn) {
                OutputFolder.Draft draft = folder.draft(figure.name);
                drafts.add(draft);
                Files.write(draft.file(), figure.bytes);
            }
            folder.publish(drafts);
        } finally {
            for (OutputFolder.Draft draft : drafts) {
                draft.close();
            }
        }
    }

    private static Drawn draw(Figure figure, String ending) {
        try {
            return new Drawn(figure.fileName(ending), figure.bytes(ending));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
