package dev.drydock.cluster;

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

  Map<String, Map<String, String>> sites() {
    return sites;
  }

  Map<String, String> texts() {
    return texts;
  }
}
