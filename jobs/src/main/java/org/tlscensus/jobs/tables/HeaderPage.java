package org.tlscensus.jobs.tables;

import java.util.List;
import org.tlscensus.core.packet.DecodedHeader;
import org.tlscensus.core.packet.Outcome;

/** All headers that are looked into on the way to TCP and UDP, as a page of Markdown. */
public final class HeaderPage {
    private HeaderPage() {}

    /** The page. */
    public static String markdown() {
        StringBuilder page = new StringBuilder();
        page.append("# Headers that are looked into\n\n");
        page.append(
                "Made from the lists that the decoder goes by: `census describe --headers`.\n\n");
        page.append(
                "They may be in each other in any order, up to 32 deep. Fragments of IP and CAPWAP");
        page.append(" are put together at every level. `tunnel` is the word in the column of that");
        page.append(" name. A UDP port counts at either end; `census ingest --tunnel-port");
        page.append(" vxlan=12345` adds to them.\n");
        for (DecodedHeader.Layer layer : DecodedHeader.Layer.values()) {
            layer(layer, page);
        }
        outcomes(page);
        return page.toString();
    }

    private static void layer(DecodedHeader.Layer layer, StringBuilder page) {
        page.append("\n## By ").append(layer.meaning()).append("\n\n");
        page.append("| number | header | defined in | tunnel |\n| --- | --- | --- | --- |\n");
        List<DecodedHeader> headers =
                DecodedHeader.all().stream().filter(header -> header.layer() == layer).toList();
        for (DecodedHeader header : headers) {
            String tunnel =
                    header.tunnel() == null
                            ? ""
                            : '`' + header.tunnel().replace(", ", "`, `") + '`';
            page.append("| ")
                    .append(
                            String.join(
                                    " | ",
                                    header.numbers(),
                                    header.name(),
                                    header.reference(),
                                    tunnel))
                    .append(" |\n");
        }
    }

    private static void outcomes(StringBuilder page) {
        page.append("\n## What becomes of a packet\n\n");
        page.append(
                "Each captured packet has one outcome in `captures.packets_by_reason`. Of a packet");
        page.append(
                " with several frames (A-MSDU) it is the first of `decoded`, `undecoded_tunnel`,");
        page.append(
                " `eapol` and `fragment` that any frame has, else that of the first frame. Each frame with TCP");
        page.append(
                " or UDP is a packet of its connection: the packets of all connections are those");
        page.append(
                " of the first two outcomes and `further_frame` of `captures.anomalies`, which");
        page.append(
                " counts the frames after the first of a packet. Conversations in EAP count apart.");
        page.append("\n\n");
        page.append("| outcome | meaning |\n| --- | --- |\n");
        for (Outcome outcome : Outcome.values()) {
            page.append("| `")
                    .append(outcome.columnName())
                    .append("` | ")
                    .append(outcome.meaning())
                    .append(" |\n");
        }
    }
}
