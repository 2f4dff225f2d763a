package org.tlscensus.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.SparkEngine;
import org.tlscensus.jobs.query.SqlText;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.OutputFolder;

@ExtendWith(SharedSession.class)
class TableRunTest {
    private static final String SQL =
            """
            -- title: Ports & names
            -- paper: "A", B 2016
            -- population: all of it,
            --   100 %
            -- column port: TCP port
            -- column name: as sent
            -- column connections: connections
            -- column connections_percent: of all
            -- published: port
            SELECT * FROM VALUES
              (25, 'plain', 1234567L, 100D * 2 / 3),
              (443, '<script>alert(1)</script>=cmd|''[x](http://a)$\\u202e\\u001b[31m', 0L, 0D),
              (8080, '=1+1', CAST(NULL AS BIGINT), CAST(NULL AS DOUBLE))
            AS t(port, name, connections, connections_percent) ORDER BY port;
            """;
    private static final String PUBLISHED =
            "port,connections,connections_percent,note\n25,3870542,94,\n6667,53,99.9,\"a, b\"\n";

    @TempDir Path folder;

    private String made(SparkSession spark, String ending) throws IOException {
        SqlText sql = new SqlText("odd-names", "odd-names.sql", SQL);
        TableFile table =
                new TableFile(sql, TableHeader.of(sql), Published.parse(PUBLISHED, "p.csv"));
        Path tables = folder.resolve("tables");
        MadeTables.write(spark, tables, Table.CAPTURES, List.of());
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        new TableRun(
                        new SparkEngine(spark, tables.toString()),
                        OutputFolder.of(folder, "census tables", "none"))
                .make(
                        table,
                        new TerminalWriter(
                                new PrintStream(terminal, true, StandardCharsets.UTF_8)));
        return ending.isEmpty()
                ? terminal.toString(StandardCharsets.UTF_8)
                : Files.readString(folder.resolve("odd-names" + ending));
    }

    @Test
    void csv(SparkSession spark) throws IOException {
        assertEquals(
                """
                port,name,connections,connections_published,connections_percent,connections_percent_published,note_published
                25,plain,1234567,3870542,66.66666666666667,94,
                443,<script>alert(1)</script>=cmd|'[x](http://a)$\\u202e\\u001b[31m,0,,0.0,,
                8080,'=1+1,,,,,
                6667,,,53,,99.9,"a, b"
                """,
                made(spark, ".csv").replace("\r\n", "\n"));
    }

    @Test
    void json(SparkSession spark) throws IOException {
        assertEquals(
                """
                {"table":"odd-names","title":"Ports & names","paper":"\\"A\\", B 2016","definition":null,"population":"all of it, 100 %","columns":[
                {"name":"port","type":"int","meaning":"TCP port"},
                {"name":"name","type":"string","meaning":"as sent"},
                {"name":"connections","type":"bigint","meaning":"connections"},
                {"name":"connections_published","type":"decimal(38,18)","meaning":"connections as published"},
                {"name":"connections_percent","type":"double","meaning":"of all"},
                {"name":"connections_percent_published","type":"decimal(38,18)","meaning":"connections_percent as published"},
                {"name":"note_published","type":"string","meaning":"as published"}],"rows":[
                {"port":25,"name":"plain","connections":1234567,"connections_published":3870542,"connections_percent":66.66666666666667,"connections_percent_published":94,"note_published":null},
                {"port":443,"name":"<script>alert(1)</script>=cmd|'[x](http://a)$\\u202e\\u001B[31m","connections":0,"connections_published":null,"connections_percent":0.0,"connections_percent_published":null,"note_published":null},
                {"port":8080,"name":"=1+1","connections":null,"connections_published":null,"connections_percent":null,"connections_percent_published":null,"note_published":null},
                {"port":6667,"name":null,"connections":null,"connections_published":53,"connections_percent":null,"connections_percent_published":99.9,"note_published":"a, b"}]}
                """
                        .replace("\\u202e", "\u202e"),
                made(spark, ".json"));
    }

    @Test
    void markdown(SparkSession spark) throws IOException {
        assertEquals(
                """
                # Ports \\& names

                \\"A\\", B 2016

                Population: all of it, 100 %

                | port | name | connections | connections published | connections % | connections % published | note published |
                | --: | :-- | --: | --: | --: | --: | :-- |
                | 25 | plain | 1,234,567 | 3,870,542 | 66.67 | 94 |  |
                | 443 | \\<script\\>alert(1)\\</script\\>\\=cmd\\|\\'\\[x\\](http\\://a)\\$\\\\u202e\\\\u001b\\[31m | 0 |  | 0.00 |  |  |
                | 8080 | \\=1\\+1 |  |  |  |  |  |
                | 6667 |  |  | 53 |  | 99.9 | a, b |

                - port: TCP port
                - name: as sent
                - connections: connections
                - connections published: connections as published
                - connections %: of all
                - connections % published: connections\\_percent as published
                - note published: as published
                """,
                made(spark, ".md"));
    }

    @Test
    void latex(SparkSession spark) throws IOException {
        assertEquals(
                """
                % Needs \\usepackage{booktabs}; names in other scripts need LuaLaTeX.
                \\begin{table}
                \\centering
                \\caption{Ports \\& names}
                \\label{tab:odd-names}
                \\begin{tabular}{rlrrrrl}
                \\toprule
                port & name & connections & connections published & connections \\% & connections \\% published & note published \\\\
                \\midrule
                25 & plain & 1,234,567 & 3,870,542 & 66.67 & 94 &  \\\\
                443 & \\textless{}script\\textgreater{}alert(1)\\textless{}/script\\textgreater{}=cmd\\textbar{}{'}{[}x](http://a)\\$\\textbackslash{}u202e\\textbackslash{}u001b{[}31m & 0 &  & 0.00 &  &  \\\\
                8080 & =1+1 &  &  &  &  &  \\\\
                6667 &  &  & 53 &  & 99.9 & a, b \\\\
                \\bottomrule
                \\end{tabular}
                \\par\\smallskip\\footnotesize all of it, 100 \\%
                \\end{table}
                """,
                made(spark, ".tex"));
    }

    @Test
    void terminal(SparkSession spark) throws IOException {
        assertEquals(
                """

                odd-names: Ports & names
                  "A", B 2016
                  all of it, 100 %

                                                                                       connections  connections  connections  note
                  port  name                                              connections    published            %  % published  published
                  ----  ------------------------------------------------  -----------  -----------  -----------  -----------  ---------
                    25  plain                                               1,234,567    3,870,542        66.67           94
                   443  <script>alert(1)</script>=cmd|'[x](http://a)$\\u…            0                      0.00
                  8080  =1+1
                  6667                                                                          53                      99.9  a, b
                """,
                made(spark, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
        no title       | -- paper: x                  | x.sql:1: the first line must be '-- title: …'
        unknown word   | -- title: x@-- titel: y      | x.sql:2: unknown word titel; known: column, definition, paper, plot, population, published, title
        twice          | -- title: x@-- title: y      | x.sql:2: title stands there twice
        no column name | -- title: x@-- column: y     | x.sql:2: write '-- column NAME: meaning'
        prose          | -- title: x@-- y             | x.sql:2: neither '-- word: text' nor '--   more of it'
        """)
    void wrongHeads(String name, String head, String message) {
        SqlText sql = new SqlText("x", "x.sql", head.replace('@', '\n') + "\nSELECT 1");
        assertEquals(
                message,
                assertThrows(UserError.class, () -> TableHeader.of(sql), name).getMessage());
    }
}
