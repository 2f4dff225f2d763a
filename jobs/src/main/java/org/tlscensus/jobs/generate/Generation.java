package org.tlscensus.jobs.generate;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.generate.capture.CaptureFiles;
import org.tlscensus.jobs.generate.handshake.Handshakes;
import org.tlscensus.jobs.generate.pki.Authorities;
import org.tlscensus.jobs.generate.pki.Identities;
import org.tlscensus.jobs.generate.pki.Issued;
import org.tlscensus.jobs.generate.pki.Keys;
import org.tlscensus.jobs.generate.pki.OcspResponder;
import org.tlscensus.jobs.generate.plan.AuthorityPlan;
import org.tlscensus.jobs.generate.plan.Plan;
import org.tlscensus.jobs.generate.plan.PlanFile;
import org.tlscensus.jobs.generate.plan.SitePlan;
import org.tlscensus.jobs.generate.traffic.Site;
import org.tlscensus.jobs.generate.traffic.World;
import org.tlscensus.jobs.generate.truth.CertificateSightings;
import org.tlscensus.jobs.generate.truth.NameSightings;
import org.tlscensus.jobs.generate.truth.TruthFiles;

/** Makes captures and their truth from a plan. */
public final class Generation {
    private final Request request;
    private final Plan plan;
    private final Path truthFolder;

    private Generation(Request request, Plan plan) {
        this.request = request;
        this.plan = plan;
        truthFolder = request.out().resolve("truth");
    }

    /**
     * Makes all that is asked for.
     *
     * @throws UserError when the plan is wrong, or the folder is not empty
     */
    public static Summary run(Request request) throws IOException {
        Plan read = PlanFile.read(request.plan());
        Plan plan = request.seed() == null ? read : read.withSeed(request.seed());
        NewFolder.require(request.out());
        return new Generation(request, plan).run();
    }

    private Summary run() throws IOException {
        Authorities authorities = new Authorities(plan, new Keys(plan.seed(), "authority"));
        Identities identities =
                new Identities(plan, authorities, new Keys(plan.seed(), "leaf"), ofClients());
        World world =
                new World(
                        plan.seed(),
                        identities,
                        new Handshakes(plan.seed()),
                        new OcspResponder(plan.seed()));
        writeAnchors(authorities);
        List<SiteOutput> outputs = runSites(world);
        CertificateSightings certificates = new CertificateSightings();
        outputs.forEach(output -> certificates.addAll(output.truth.certificates()));
        long rows = TruthFiles.writeCertificates(truthFolder, certificates);
        Files.writeString(request.out().resolve("dataset.yaml"), dataset());
        Files.writeString(request.out().resolve("ocsp-lookups.txt"), lookups());
        long connections = outputs.stream().mapToLong(output -> output.truth.connections()).sum();
        TruthManifest manifest = new TruthManifest(plan.name(), plan.seed(), request.scale());
        manifest.connections(connections);
        manifest.certificates(rows);
        long lookups = outputs.stream().mapToLong(output -> output.truth.lookups()).sum();
        manifest.lookups(lookups);
        if (asksForNames()) {
            manifest.names(rows(outputs, names -> names.names().size()));
            manifest.nameQueries(rows(outputs, names -> names.queries().size()));
        }
        Files.writeString(truthFolder.resolve("truth.yaml"), manifest.text());
        return new Summary(
                connections,
                rows,
                lookups,
                outputs.stream().mapToLong(output -> output.files.packets()).sum(),
                outputs.stream().mapToLong(output -> output.files.bytes()).sum(),
                outputs.stream().mapToInt(output -> output.files.files()).sum());
    }

    private boolean asksForNames() {
        return plan.sites().stream()
                .flatMap(site -> site.traffic().stream())
                .anyMatch(traffic -> traffic.dns() != null);
    }

    private static long rows(List<SiteOutput> outputs, ToIntFunction<NameSightings> count) {
        return outputs.stream().mapToLong(output -> count.applyAsInt(output.truth.names())).sum();
    }

    private Set<String> ofClients() {
        Set<String> names = new HashSet<>();
        for (SitePlan site : plan.sites()) {
            site.traffic().stream()
                    .flatMap(traffic -> traffic.handshakes().things().stream())
                    .filter(handshake -> handshake.clients() != null)
                    .forEach(handshake -> names.add(handshake.clients().name()));
        }
        return names;
    }

    private record SiteOutput(CaptureFiles files, TruthFiles truth) {}

    private List<SiteOutput> runSites(World world) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(request.cores());
        try {
            List<Future<SiteOutput>> running = new ArrayList<>();
            for (SitePlan site : plan.sites()) {
                running.add(pool.submit(() -> runSite(site, world)));
            }
            List<SiteOutput> outputs = new ArrayList<>();
            for (Future<SiteOutput> site : running) {
                outputs.add(site.get());
            }
            return outputs;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof UserError mistake) {
                throw mistake;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private SiteOutput runSite(SitePlan site, World world) throws IOException {
        Path folder = request.out().resolve("captures").resolve(site.name());
        try (CaptureFiles files = new CaptureFiles(folder, site.name(), site.captures());
                TruthFiles truth = new TruthFiles(truthFolder, site.name())) {
            new Site(plan, site, world, amount(site), files, truth).run();
            if (asksForNames()) {
                truth.writeNames();
            }
            return new SiteOutput(files, truth);
        }
    }

    /** A site's part, by its weight. */
    private Site.Amount amount(SitePlan site) {
        double sum = plan.sites().stream().mapToDouble(SitePlan::weight).sum();
        double share = site.weight() / sum;
        double all =
                request.connections() > 0
                        ? request.connections()
                        : plan.connections() * request.scale();
        long connections = Math.round(all * share);
        long bytes = (long) (request.bytes() * share);
        return new Site.Amount(
                connections, bytes, (double) plan.durationMicros() / Math.max(1, connections));
    }

    private void writeAnchors(Authorities authorities) throws IOException {
        StringBuilder pem = new StringBuilder();
        for (Issued anchor : authorities.anchors()) {
            pem.append(anchor.pem());
        }
        Files.writeString(request.out().resolve("roots.pem"), pem);
    }

    /** What hosts of responders lead to: a line for each, then its aliases. */
    private String lookups() {
        StringBuilder text = new StringBuilder();
        for (AuthorityPlan authority : plan.authorities()) {
            if (!authority.aliases().isEmpty()) {
                text.append(URI.create(authority.ocspUrl()).getHost()).append(' ');
                text.append(String.join(" ", authority.aliases())).append('\n');
            }
        }
        return text.toString();
    }

    private String dataset() {
        StringBuilder text = new StringBuilder("name: " + plan.name() + "\nsites:\n");
        for (SitePlan site : plan.sites()) {
            text.append("  - name: ").append(site.name());
            text.append("\n    vantage: passive\n    captures: [\"captures/");
            text.append(site.name()).append("/*.pcap*\"]\n");
        }
        return text.toString();
    }
}
