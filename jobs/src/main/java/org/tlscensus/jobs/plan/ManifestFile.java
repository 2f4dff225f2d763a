package org.tlscensus.jobs.plan;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.failure.UserError;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a dataset manifest. Paths in it are relative to its folder.
 *
 * <pre>
 * name: demo
 * sites:
 *   - name: campus
 *     vantage: passive
 *     captures:
 *       - campus/*.pcap.gz
 * </pre>
 */
public final class ManifestFile {
    private static final int MAX_BYTES = 64 << 20; // more is no manifest

    private ManifestFile() {}

    /** The dataset of a manifest on any file system. */
    public static Manifest read(String file, Configuration hadoop) {
        try {
            Path path = CapturePaths.path(file, hadoop);
            FileSystem files = path.getFileSystem(hadoop);
            String text;
            try (InputStream in = files.open(path)) {
                text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            }
            return parse(text, file, files.makeQualified(path).getParent().toString());
        } catch (FileNotFoundException e) {
            throw new UserError("there is no dataset manifest " + file);
        } catch (IOException e) {
            throw new UserError("cannot read the dataset manifest " + file + ": " + e.getMessage());
        }
    }

    /**
     * The dataset that a manifest's text describes.
     *
     * @param file what messages call it
     * @param folder what relative paths are relative to
     */
    static Manifest parse(String text, String file, String folder) {
        Object document;
        try {
            document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        } catch (YAMLException e) {
            throw new UserError(file + ": " + e.getMessage().replaceAll("\\s+", " ").strip());
        }
        Node root = new Node(file, document);
        root.allow("name", "sites");
        List<Manifest.Site> sites = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node site : root.list("sites")) {
            site.allow("name", "vantage", "captures");
            String name = site.text("name");
            if (!names.add(name)) {
                throw new UserError(file + ": two sites are called " + name);
            }
            List<String> captures = new ArrayList<>();
            for (Node capture : site.list("captures")) {
                captures.add(CapturePaths.within(folder, capture.text()));
            }
            sites.add(new Manifest.Site(name, vantage(site), captures));
        }
        return new Manifest(root.text("name"), sites);
    }

    private static Manifest.Vantage vantage(Node site) {
        String word = site.has("vantage") ? site.text("vantage") : "passive";
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "passive" -> Manifest.Vantage.PASSIVE;
            case "active" -> Manifest.Vantage.ACTIVE;
            default ->
                    throw new UserError(
                            site.where + ".vantage: " + word + " is neither passive nor active");
        };
    }

    /** A value of the document, and where it stands, for messages. */
    private record Node(String where, Object value) {
        private Map<?, ?> map() {
            if (value instanceof Map<?, ?> map) {
                return map;
            }
            throw new UserError(where + ": want keys and values");
        }

        void allow(String... keys) {
            for (Object key : map().keySet()) {
                if (!List.of(keys).contains(String.valueOf(key))) {
                    throw new UserError(
                            where + ": unknown key " + key + "; known: " + String.join(", ", keys));
                }
            }
        }

        boolean has(String key) {
            return map().get(key) != null;
        }

        private Node at(String key) {
            if (!has(key)) {
                throw new UserError(where + ": " + key + " is missing");
            }
            return new Node(where + ": " + key, map().get(key));
        }

        String text(String key) {
            return at(key).text();
        }

        String text() {
            if (value instanceof Map || value instanceof List || value == null) {
                throw new UserError(where + ": want a text");
            }
            String text = value.toString();
            if (text.isBlank()) {
                throw new UserError(where + ": is empty");
            }
            return text;
        }

        List<Node> list(String key) {
            Node node = at(key);
            if (!(node.value instanceof List<?> list) || list.isEmpty()) {
                throw new UserError(node.where + ": want a list");
            }
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                nodes.add(new Node(node.where + "[" + i + "]", list.get(i)));
            }
            return nodes;
        }
    }
}
