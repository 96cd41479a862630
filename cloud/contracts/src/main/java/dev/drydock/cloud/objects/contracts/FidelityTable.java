package dev.drydock.cloud.objects.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code docs/storage-fidelity.md}: a table a capability, a row a check, a column a server. */
final class FidelityTable {
  /** The columns in the order of the clouds; who is not named comes after them. */
  private static final List<String> SERVERS =
      List.of("in memory", "S3Proxy", "LocalStack", "gcs", "fake-gcs-server");

  private static final Comparator<String> COLUMNS =
      Comparator.<String>comparingInt(
              server -> SERVERS.contains(server) ? SERVERS.indexOf(server) : SERVERS.size())
          .thenComparing(Comparator.naturalOrder());

  private static final String HEAD =
      """
      # What each storage server does

      Written by the contract tests of `cloud/contracts`, which run against every server; they fail when this page is not
      what they saw. A *gap* is asserted by the server's test as well: it fails when the server is mended. An empty cell was
      not run. `gcs` is the Cloud Storage server of this repository.

      To refresh: `./mvnw verify -Dit.test='*ObjectStore*IT' -Dsurefire.failIfNoSpecifiedTests=false -Ddrydock.fidelity=write`
      """;

  /** Capability, check, server, result. */
  private final Map<String, Map<String, Map<String, String>>> results = new TreeMap<>();

  static FidelityTable read(Path file) throws IOException {
    FidelityTable table = new FidelityTable();
    if (!Files.exists(file)) {
      return table;
    }
    String capability = "";
    List<String> servers = List.of();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("## ")) {
        capability = line.substring(3);
      } else if (line.startsWith("| check |")) {
        servers = cells(line);
      } else if (line.startsWith("| ")) {
        List<String> cells = cells(line);
        for (int i = 1; i < cells.size(); i++) {
          if (!cells.get(i).isEmpty()) {
            table.put(capability, servers.get(i), Map.of(cells.get(0), cells.get(i)), false);
          }
        }
      }
    }
    return table;
  }

  private static List<String> cells(String line) {
    return List.of(line.replaceAll("^\\| *| *\\|$", "").split(" *\\| ?", -1)).stream()
        .map(String::strip)
        .toList();
  }

  /** The results of a server, by check. */
  Map<String, String> results(String capability, String server) {
    Map<String, String> found = new TreeMap<>();
    results
        .getOrDefault(capability, Map.of())
        .forEach(
            (check, servers) -> {
              if (servers.containsKey(server)) {
                found.put(check, servers.get(server));
              }
            });
    return found;
  }

  /**
   * Takes results of a server.
   *
   * @param all whether checks that are not among them are no more
   */
  void put(String capability, String server, Map<String, String> seen, boolean all) {
    Map<String, Map<String, String>> checks =
        results.computeIfAbsent(capability, key -> new TreeMap<>());
    if (all) {
      checks.values().forEach(servers -> servers.remove(server));
    }
    seen.forEach(
        (check, result) ->
            checks.computeIfAbsent(check, key -> new TreeMap<>(COLUMNS)).put(server, result));
    checks.values().removeIf(Map::isEmpty);
  }

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    results.forEach(
        (capability, checks) -> {
          Set<String> servers = new TreeSet<>(COLUMNS);
          checks.values().stream().map(Map::keySet).forEach(servers::addAll);
          text.append("\n## ").append(capability).append("\n\n");
          row(text, "check", servers);
          text.append("|---".repeat(servers.size() + 1)).append("|\n");
          checks.forEach(
              (check, cells) ->
                  row(
                      text,
                      check,
                      servers.stream().map(server -> cells.getOrDefault(server, "")).toList()));
        });
    Files.writeString(file, text);
  }

  private static void row(StringBuilder text, String first, Collection<String> cells) {
    text.append("| ").append(first).append(" | ").append(String.join(" | ", cells)).append(" |\n");
  }
}
