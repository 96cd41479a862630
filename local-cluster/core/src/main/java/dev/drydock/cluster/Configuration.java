package dev.drydock.cluster;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The files of a cluster's configuration folder, collected from its services and then written. */
final class Configuration {
  private final Map<String, Map<String, String>> sites = new TreeMap<>();
  private final Map<String, String> texts = new TreeMap<>();

  /** Sets a property in a Hadoop file such as {@code core-site.xml}. */
  void site(String file, String key, Object value) {
    sites.computeIfAbsent(file, name -> new TreeMap<>()).put(key, String.valueOf(value));
  }

  /** A whole file, such as {@code spark-defaults.conf}. */
  void text(String file, String content) {
    texts.put(file, content);
  }

  void write(Path folder) throws ClusterException {
    StateFiles.folder(folder);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      StateFiles.write(folder.resolve(text.getKey()), text.getValue());
    }
    for (Map.Entry<String, Map<String, String>> site : sites.entrySet()) {
      StateFiles.write(folder.resolve(site.getKey()), xml(site.getValue()));
    }
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
