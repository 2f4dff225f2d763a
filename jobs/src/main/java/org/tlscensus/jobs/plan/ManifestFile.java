package org.tlscensus.jobs.plan;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
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
import org.tlscensus.jobs.failure.UserFile;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;

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
    private ManifestFile() {}

    /** The dataset of a manifest on any file system. */
    public static Manifest read(String file, Configuration hadoop) {
        try {
            Path path = CapturePaths.path(file, hadoop);
            FileSystem files = path.getFileSystem(hadoop);
            String text;
            try (InputStream in = CapturePaths.open(path, hadoop)) {
                text = UserFile.text(in, file);
            }
            return parse(text, file, files.makeQualified(path).getParent().toString());
        } catch (FileNotFoundException e) {
            throw new UserError("there is no dataset manifest " + file);
        } catch (IOException e) {
            throw UserFile.unreadable("the dataset manifest " + file, e);
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
            document = new Yaml(new Texts()).load(text);
        } catch (YAMLException e) {
            throw new UserError(file + ": " + e.getMessage().replaceAll("\\s+", " ").strip());
        } catch (ClassCastException e) { // it takes a tag's word for what stands behind it
            throw new UserError(file + ": a tag (!!…) does not fit what it stands before");
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
            sites.add(site(site, name, captures));
        }
        return new Manifest(root.text("name"), sites);
    }

    /**
     * Every value is a text as it was written: a name of digits is no number, nor is a day a time.
     */
    private static final class Texts extends SafeConstructor {
        Texts() {
            super(options());
            for (Tag tag : List.of(Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.BINARY, Tag.TIMESTAMP)) {
                yamlConstructors.put(tag, new ConstructYamlStr());
            }
        }

        private static LoaderOptions options() {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false); // the last would hide the others
            return options;
        }
    }

    private static Manifest.Site site(Node site, String name, List<String> captures) {
        Manifest.Vantage vantage = vantage(site);
        try {
            return new Manifest.Site(name, vantage, captures);
        } catch (UserError e) {
            throw new UserError(site.where + ": " + e.getMessage());
        }
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
