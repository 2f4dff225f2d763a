package org.tlscensus.jobs.generate.plan;

import java.io.StringReader;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.failure.UserFile;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a plan. Whatever is wrong in it is told with file and line. */
public final class PlanFile {
    /** What an entry has in common with another is written once. */
    private static final int MOST_ALIASES = 10_000;

    private PlanFile() {}

    public static Plan read(Path file) {
        return parse(UserFile.text(file), file.toString());
    }

    /**
     * The plan that a text says.
     *
     * @param file what messages call it
     */
    public static Plan parse(String text, String file) {
        Node document;
        try {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(MOST_ALIASES);
            Yaml yaml = new Yaml(new SafeConstructor(options));
            document = yaml.compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new UserError(file + ":" + line + ": " + e.getProblem());
        } catch (YAMLException e) {
            throw new UserError(file + ": " + e.getMessage().replaceAll("\\s+", " ").strip());
        }
        if (document == null) {
            throw new UserError(file + ": is empty");
        }
        return plan(new PlanNode(file, "", document));
    }

    private static Plan plan(PlanNode node) {
        Map<String, AuthorityPlan> authorities = named(node, "authorities", AuthorityPlan::read);
        Map<String, PopulationPlan> populations =
                named(
                        node,
                        "certificates",
                        (name, value) -> PopulationPlan.read(name, value, authorities));
        Map<String, ClientPlan> clients = named(node, "clients", ClientPlan::read);
        Map<String, HandshakePlan> handshakes =
                named(
                        node,
                        "handshakes",
                        (name, value) -> HandshakePlan.read(name, value, clients, populations));
        Map<String, String> userAgents =
                node.has("user_agents")
                        ? named(node, "user_agents", (name, value) -> value.text())
                        : Map.of();
        CapturePlan captures =
                node.get(
                        "captures",
                        CapturePlan.PLAIN,
                        value -> CapturePlan.read(value, CapturePlan.PLAIN));
        Plan plan =
                new Plan(
                        node.at("name").text(),
                        node.get("seed", 1L, value -> value.count(0, 1L << 53)),
                        micros(node.at("start")),
                        node.at("duration").micros(),
                        node.at("connections").count(1, 1L << 40),
                        List.copyOf(authorities.values()),
                        List.copyOf(populations.values()),
                        sites(node, captures, new Plan.Names(populations, handshakes, userAgents)));
        node.expectAllRead();
        return plan;
    }

    private static <T> Map<String, T> named(
            PlanNode node, String key, BiFunction<String, PlanNode, T> reader) {
        Map<String, T> things = new LinkedHashMap<>();
        node.at(key)
                .entries()
                .forEach((name, value) -> things.put(name, reader.apply(name, value)));
        return things;
    }

    private static List<SitePlan> sites(PlanNode node, CapturePlan captures, Plan.Names names) {
        List<SitePlan> sites = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (PlanNode site : node.at("sites").list()) {
            SitePlan plan = SitePlan.read(site, captures, names);
            if (!known.add(plan.name())) {
                throw site.error("two sites are called " + plan.name());
            }
            sites.add(plan);
        }
        if (sites.isEmpty()) {
            throw node.at("sites").error("want at least one");
        }
        return sites;
    }

    private static long micros(PlanNode node) {
        try {
            Instant moment = Instant.parse(node.text());
            if (moment.isAfter(Instant.EPOCH) && moment.isBefore(Instant.ofEpochSecond(1L << 31))) {
                return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw node.error("want a time like 2026-03-02T08:00:00Z, not " + node.text());
    }
}
