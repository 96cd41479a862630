package dev.drydock.cluster.service;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.state.StateFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The files of a cluster's configuration folder, collected from its services and then written. */
public final class Configuration {
  private final Map<String, Map<String, String>> sites = new TreeMap<>();
  private final Map<String, Map<String, String>> lines = new TreeMap<>();
  private final Map<String, String> texts = new TreeMap<>();

  /** Sets a property in a Hadoop file such as {@code core-site.xml}. */
  public void site(String file, String key, Object value) {
    sites.computeIfAbsent(file, name -> new TreeMap<>()).put(key, String.valueOf(value));
  }

  /**
   * Sets a property in a file with a key and a value on each line, such as {@code
   * spark-defaults.conf}.
   */
  public void line(String file, String key, String value) {
    lines.computeIfAbsent(file, name -> new TreeMap<>()).put(key, value);
  }

  /** Adds a whole file, such as {@code spark-env.sh}. */
  public void text(String file, String content) {
    texts.put(file, content);
  }

  /** Replaces the files in the folder by these; without any files, removes the folder. */
  public void write(Path folder) throws ClusterException {
    Map<String, String> files = new TreeMap<>(texts);
    sites.forEach((file, properties) -> files.put(file, xml(properties)));
    lines.forEach((file, properties) -> files.put(file, text(properties)));
    if (files.isEmpty()) {
      StateFiles.deleteTree(folder);
      return;
    }
    StateFiles.folder(folder);
    for (Path file : StateFiles.list(folder)) {
      if (!files.containsKey(file.getFileName().toString())) {
        StateFiles.deleteTree(file);
      }
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      StateFiles.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static String text(Map<String, String> properties) {
    return properties.entrySet().stream()
        .map(property -> property.getKey() + " " + property.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static String xml(Map<String, String> properties) {
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<configuration>\n");
    properties.forEach(
        (key, value) ->
            xml.append("  <property><name>")
                .append(key)
                .append("</name><value>")
                .append(value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .append("</value></property>\n"));
    return xml.append("</configuration>\n").toString();
  }
}
