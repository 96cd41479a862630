package dev.drydock.testing;

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

/**
 * The tables of a {@link FidelityPage}: one for an ability, a row for a check, a column a server.
 */
final class FidelityTable {
  private final FidelityPage page;
  private final Comparator<String> columns;

  /** Ability, check, server, result. */
  private final Map<String, Map<String, Map<String, String>>> results = new TreeMap<>();

  private FidelityTable(FidelityPage page) {
    this.page = page;
    this.columns =
        Comparator.<String>comparingInt(
                server ->
                    page.servers().contains(server)
                        ? page.servers().indexOf(server)
                        : page.servers().size())
            .thenComparing(Comparator.naturalOrder());
  }

  /** Reads a file, which may not exist yet. */
  static FidelityTable read(FidelityPage page, Path file) throws IOException {
    FidelityTable table = new FidelityTable(page);
    if (!Files.exists(file)) {
      return table;
    }
    String ability = "";
    List<String> servers = List.of();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("## ")) {
        ability = line.substring(3);
      } else if (line.startsWith("| check |")) {
        servers = cells(line);
      } else if (line.startsWith("| ")) {
        List<String> cells = cells(line);
        for (int i = 1; i < cells.size(); i++) {
          if (!cells.get(i).isEmpty()) {
            table.put(ability, servers.get(i), Map.of(cells.get(0), cells.get(i)), false);
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
  Map<String, String> results(String ability, String server) {
    Map<String, String> found = new TreeMap<>();
    results
        .getOrDefault(ability, Map.of())
        .forEach(
            (check, servers) -> {
              if (servers.containsKey(server)) {
                found.put(check, servers.get(server));
              }
            });
    return found;
  }

  /**
   * Adds the results of a server.
   *
   * @param all whether checks that are not among them no longer exist
   */
  void put(String ability, String server, Map<String, String> seen, boolean all) {
    Map<String, Map<String, String>> checks =
        results.computeIfAbsent(ability, key -> new TreeMap<>());
    if (all) {
      checks.values().forEach(servers -> servers.remove(server));
    }
    seen.forEach(
        (check, result) ->
            checks.computeIfAbsent(check, key -> new TreeMap<>(columns)).put(server, result));
    checks.values().removeIf(Map::isEmpty);
  }

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder(page.introduction());
    results.forEach(
        (ability, checks) -> {
          Set<String> servers = new TreeSet<>(columns);
          checks.values().stream().map(Map::keySet).forEach(servers::addAll);
          text.append("\n## ").append(ability).append("\n\n");
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
