package org.tlscensus.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.SparkEngine;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.OutputFolder;
import org.tlscensus.jobs.tables.MadeTables;
import org.tlscensus.jobs.tables.TableFile;
import org.tlscensus.jobs.tables.TableRun;

/** A report of a few rows whose names were chosen by an enemy, looked at with a real browser. */
@ExtendWith(SharedSession.class)
class ReportTest {
    private static final String EVIL =
            "<script>document.title='evil'</script><img src=http://evil.example/ onerror=1>"
                    + "\"'=1+1\u202e";
    private static final List<String> TABLES =
            List.of("archive", "fingerprints", "starttls-dataset", "tls-versions-by-month");

    /** What the browser does before the page is told as text: a click on a heading, and again. */
    private static final String CLICKS =
            """
            <script>
            const table = document.querySelector('#fingerprints table');
            const first = () => [...table.tBodies[0].rows].map(r => r.cells[2].textContent).join(' ');
            const button = table.tHead.rows[0].cells[2].querySelector('button');
            const results = [first()];
            button.click(); results.push(first());
            button.click(); results.push(first());
            document.body.dataset.sorted = results.join('|');
            draw(figures, true);
            document.body.dataset.figures = document.querySelectorAll('figure svg[role=img]').length;
            document.body.dataset.scripts =
                document.querySelectorAll('main script:not([type="application/json"]), main img').length;
            const search = document.querySelector('#fingerprints input');
            search.value = 'B';
            search.dispatchEvent(new Event('input'));
            document.body.dataset.found = document.querySelector('#fingerprints .shown').textContent;
            document.body.dataset.title = document.title;
            </script>
            """;

    @TempDir Path folder;

    private Path report(SparkSession spark) throws IOException {
        Path tables = folder.resolve("tables");
        MadeTables.write(
                spark,
                tables,
                Table.CAPTURES,
                List.of(
                        "{\"site\":\"s\",\"name\":\"c.pcap\",\"packets\":3,\"vantage\":\"passive\"}"));
        MadeTables.write(
                spark,
                tables,
                Table.CONNECTIONS,
                Stream.of("9|a", "9|a", "9|a", "10|b", "10|b", "8|" + EVIL)
                        .map(row -> row.split("\\|", 2))
                        .map(
                                row ->
                                        String.format(
                                                "{\"site\":\"s\",\"date\":\"2026-01-02\",\"transport\":\"tcp\","
                                                        + "\"tls\":{\"version\":\"tls1.%s\",\"ja4\":\"%s\","
                                                        + "\"server_name\":\"%s\"}}",
                                                row[0].equals("9") ? 2 : 3,
                                                row[0],
                                                row[1].replace("\"", "\\\"")))
                        .toList());
        OutputFolder out =
                OutputFolder.of(folder.resolve("report"), "census report", tables.toString());
        Report report = new Report(out, FigureFiles.ALL);
        QueryEngine engine = new SparkEngine(spark, tables.toString());
        for (TableFile table : TableFile.select(TABLES, null)) {
            KeptRows rows = new KeptRows();
            new TableRun(engine, Report.tables(out)).make(table, rows);
            report.add(rows);
        }
        return report.write("A & B");
    }

    @Test
    void strangersWordsAreText(SparkSession spark) throws IOException {
        String page = Files.readString(report(spark));
        PageRules.check(page);
        assertFalse(page.contains("<script>document"), "markup from a capture");
        assertFalse(page.contains("\u202e"), "a mark that turns text around");
        assertTrue(page.contains("&lt;script&gt;document.title=&#39;evil"), "its text");
        assertTrue(page.contains("<title>A &amp; B</title>"));
        assertTrue(page.contains("default-src 'none'"), "nothing is fetched");
        for (String ending : List.of(".svg", ".pdf", ".png")) {
            Path figure = folder.resolve("report/figures/tls-versions-by-month-1" + ending);
            assertTrue(Files.size(figure) > 1000, figure.toString());
        }
    }

    @Test
    void aBrowserShowsIt(SparkSession spark) throws IOException, InterruptedException {
        Path browser = Path.of("/usr/bin/chromium");
        assumeTrue(Files.isExecutable(browser), "there is no " + browser + " to look with");
        Path page = report(spark);
        Files.writeString(page, Files.readString(page).replace("</body>", CLICKS + "</body>"));
        Path network = folder.resolve("network.json");
        Path dom = folder.resolve("dom.html");
        Path messages = folder.resolve("messages.txt");
        Process process =
                new ProcessBuilder(
                                browser.toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--enable-logging=stderr",
                                "--user-data-dir=" + folder.resolve("profile"),
                                "--log-net-log=" + network,
                                "--dump-dom",
                                page.toUri().toString())
                        .redirectOutput(dom.toFile())
                        .redirectError(messages.toFile())
                        .start();
        assertTrue(process.waitFor(90, TimeUnit.SECONDS), "the browser ends");
        String seen = Files.readString(dom);
        assertEquals("3 2 1|1 2 3|3 2 1", data(seen, "sorted"));
        assertEquals("1", data(seen, "figures"));
        assertEquals("0", data(seen, "scripts"));
        assertEquals("1 of 3 rows", data(seen, "found"));
        assertEquals("A &amp; B", data(seen, "title"));
        assertFalse(
                new String(Files.readAllBytes(messages), StandardCharsets.UTF_8)
                        .contains("CONSOLE"),
                "nothing is wrong on the console");
        assertFalse(Files.readString(network).contains("evil.example"), "nothing was asked for");
    }

    private static String data(String dom, String name) {
        Matcher value = Pattern.compile("data-" + name + "=\"([^\"]*)\"").matcher(dom);
        return value.find() ? value.group(1) : null;
    }
}
