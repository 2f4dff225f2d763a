package org.tlscensus.jobs.report;

import de.erichseifert.vectorgraphics2d.Processor;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.pdf.PDFProcessor;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A figure, to be written in any format.
 *
 * @param name of its files, without ending
 */
record Figure(String name, String title, AxesChart<?, ?> chart) {
    static final int WIDTH = 760;
    static final int HEIGHT = 420;

    private static final int DOTS_PER_INCH = 200;

    /** Okabe and Ito's colors, which people with any color vision tell apart. */
    private static final Color[] COLORS = {
        new Color(0x0072B2),
        new Color(0xE69F00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0x56B4E9),
        new Color(0xD55E00),
        new Color(0xF0E442),
        new Color(0x555555)
    };

    private static final BasicStroke[] LINES = {
        new BasicStroke(2f),
        new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {8, 3}, 0)
    };

    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE,
        SeriesMarkers.SQUARE,
        SeriesMarkers.DIAMOND,
        SeriesMarkers.TRIANGLE_UP,
        SeriesMarkers.TRIANGLE_DOWN,
        SeriesMarkers.CROSS
    };

    /** What all figures look like. */
    static void style(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setChartTitleBoxVisible(false);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
        styler.setSeriesColors(COLORS);
        styler.setSeriesLines(LINES);
        styler.setSeriesMarkers(MARKERS);
        styler.setMarkerSize(6);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setPlotGridLinesColor(new Color(0xDDDDDD));
        styler.setTimezone(TimeZone.getTimeZone("UTC"));
        styler.setLocale(Locale.ROOT);
        styler.setDecimalPattern("#,##0.##");
    }

    /** Whether a file is called as a figure of a table. */
    static boolean isOf(String table, String file) {
        return file.matches(Pattern.quote(table) + "-\\d+\\.(svg|pdf|png)");
    }

    String fileName(String ending) {
        return name + "." + ending;
    }

    /** The figure in a format, by the ending of its files. */
    byte[] bytes(String ending) throws IOException {
        return switch (ending) {
            case "svg" -> bytes(new SVGProcessor());
            case "pdf" -> bytes(new PDFProcessor(true));
            default -> png();
        };
    }

    private byte[] png() throws IOException {
        Path file = Files.createTempFile("figure", ".png");
        try {
            BitmapEncoder.saveBitmapWithDPI(
                    chart, file.toString(), BitmapEncoder.BitmapFormat.PNG, DOTS_PER_INCH);
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    private byte[] bytes(Processor format) throws IOException {
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart.paint(graphics, WIDTH, HEIGHT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        format.getDocument(graphics.getCommands(), new PageSize(0, 0, WIDTH, HEIGHT))
                .writeTo(bytes);
        return bytes.toByteArray();
    }

    /** The SVG as a part of an HTML page: its ids are its own, its size is the page's business. */
    String inlineSvg() throws IOException {
        String svg = new String(bytes(new SVGProcessor()), StandardCharsets.UTF_8);
        return svg.substring(svg.indexOf("<svg"))
                .replaceAll("\\bid=\"", "id=\"" + name + "-")
                .replaceAll("url\\(#", "url(#" + name + "-")
                .replaceFirst(
                        "<svg",
                        Matcher.quoteReplacement(
                                "<svg role=\"img\" aria-label=\"" + Html.text(title) + "\""));
    }
}
