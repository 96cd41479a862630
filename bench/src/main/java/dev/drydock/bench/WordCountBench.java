package dev.drydock.bench;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.ServiceCatalogue;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.UpOptions;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Json;
import dev.drydock.terminal.Nearest;
import dev.drydock.terminal.Sizes;
import dev.drydock.terminal.Table;
import dev.drydock.terminal.Table.Column;
import dev.drydock.terminal.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the start of the default services and word counts on every target. */
@Command(
    name = "wordcount",
    description = "Measures the start of the services and word counts on the targets.",
    footer = {
      "",
      "Examples:",
      "  drydock bench wordcount --size 100m --targets inline,yarn,spark",
      "  drydock bench wordcount --json > measured.json"
    })
final class WordCountBench implements Callable<Integer> {
  private static final long SMALL = 10L << 20;
  private static final List<String> LOCAL = List.of("inline", "hadoop-local", "spark-local");
  private static final List<String> ON_CLUSTER = List.of("yarn", "spark", "spark-yarn");
  private static final List<String> WITH_TEXTBOOK = List.of("hadoop-local", "yarn");

  @Option(
      names = "--size",
      converter = Sizes.class,
      defaultValue = "1g",
      description = "Size of the large text; the small one has 10 MB. Default: ${DEFAULT-VALUE}.")
  private long size;

  @Option(
      names = "--targets",
      split = ",",
      paramLabel = "TARGET",
      description = "The targets. Default: all that can run.")
  private List<String> targets = List.of();

  @Mixin private RunOptions options;

  private final Table table =
      new Table(
          List.of(
              Column.left("what", 24),
              Column.right("size", 8),
              Column.right("wall s", 8),
              Column.right("CPU s", 8),
              Column.right("memory", 8)));

  /** A job on a target: the fast one, or the textbook's on the same engine. */
  private record Subject(String target, boolean textbook) {
    String label() {
      return target + (textbook ? ", textbook" : "");
    }
  }

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    int runs = options.runs();
    for (String target : targets) {
      if (!LOCAL.contains(target) && !ON_CLUSTER.contains(target)) {
        List<String> all = new ArrayList<>(LOCAL);
        all.addAll(ON_CLUSTER);
        throw CommandFailure.usage(
            "no target is called '" + target + "': " + Nearest.hint(target, all));
      }
    }
    Workbench.measure(bench -> measure(bench, runs));
    return 0;
  }

  private void measure(Workbench bench, int runs)
      throws CommandFailure, ClusterException, InterruptedException {
    if (!options.json()) {
      System.out.println(Terminal.bold(table.header()));
    }
    List<Subject> subjects = subjects(bench);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("runs", runs);
    report.put("up", up(bench, runs));
    if (subjects.stream().anyMatch(subject -> subject.target().equals("spark-yarn"))) {
      bench.cluster().up(UpOptions.of(ServiceName.SPARK_YARN), bench.progress()::update);
    }
    List<Map<String, Object>> results = new ArrayList<>();
    for (long bytes : size == SMALL ? List.of(SMALL) : List.of(SMALL, size)) {
      results.addAll(count(bench, bytes, subjects, runs));
    }
    report.put("results", results);
    if (options.json()) {
      System.out.println(Json.write(report));
    }
  }

  /**
   * Starts the default services several times with empty data; after the last start they stay up.
   */
  private Map<String, Object> up(Workbench bench, int runs)
      throws ClusterException, InterruptedException {
    UpOptions services = UpOptions.of(ServiceCatalogue.startedByDefault()).withFreshData();
    // One start beforehand, so that what only the very first start makes is not measured.
    bench.cluster().up(services, bench.progress()::update);
    List<Double> wall = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      bench.cluster().down(bench.progress()::update);
      long start = System.nanoTime();
      bench.cluster().up(services, bench.progress()::update);
      wall.add((System.nanoTime() - start) / 1e9);
      cpu.add(bench.cluster().cpuSeconds());
      memory.add((double) bench.cluster().residentBytes());
    }
    bench.progress().clear();
    Map<String, Object> up = new LinkedHashMap<>();
    up.put("wallSeconds", Workbench.median(wall));
    up.put("cpuSeconds", Workbench.median(cpu));
    up.put("residentBytes", (long) Workbench.median(memory));
    show(
        "up",
        "",
        Workbench.median(wall),
        Workbench.median(cpu),
        Sizes.bytes((long) Workbench.median(memory)));
    return up;
  }

  private List<Map<String, Object>> count(
      Workbench bench, long bytes, List<Subject> subjects, int runs)
      throws CommandFailure, ClusterException, InterruptedException {
    String local = bench.makeText(bytes);
    String remote = "hdfs:/tmp/bench-" + bytes;
    bench.drydock("hdfs", "dfs", "-mkdir", "-p", remote);
    bench.drydock("hdfs", "dfs", "-put", local + "/in", remote + "/in");
    List<Map<String, Object>> results = new ArrayList<>();
    for (Subject subject : subjects) {
      String root = LOCAL.contains(subject.target()) ? local : remote;
      String job = subject.textbook() ? "wordcount-textbook" : "wordcount";
      Workbench.Medians medians =
          bench.runs(
              subject.label() + ", " + Sizes.bytes(bytes),
              List.of(job, "--on", subject.target(), root + "/in", root + "/out"),
              runs);
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("engine", subject.label());
      result.put("bytes", bytes);
      result.put("wallSeconds", medians.wallSeconds());
      result.put("cpuSeconds", medians.cpuSeconds());
      results.add(result);
      show(subject.label(), Sizes.bytes(bytes), medians.wallSeconds(), medians.cpuSeconds(), "");
    }
    bench.drydock("hdfs", "dfs", "-rm", "-r", "-skipTrash", remote);
    return results;
  }

  private List<Subject> subjects(Workbench bench) {
    List<String> wanted = new ArrayList<>(targets);
    if (wanted.isEmpty()) {
      wanted.addAll(LOCAL);
      wanted.addAll(ON_CLUSTER);
      if (!ServiceCatalogue.isInstalled(ServiceName.SPARK_YARN, bench.installation())) {
        wanted.remove("spark-yarn");
      }
    }
    List<Subject> subjects = new ArrayList<>();
    for (String target : wanted) {
      subjects.add(new Subject(target, false));
      if (WITH_TEXTBOOK.contains(target)) {
        subjects.add(new Subject(target, true));
      }
    }
    return subjects;
  }

  private void show(String what, String bytes, double wall, Double cpu, String memory) {
    if (!options.json()) {
      System.out.println(
          table.row(
              List.of(
                  what,
                  bytes,
                  Sizes.seconds(wall),
                  cpu == null ? "?" : Sizes.seconds(cpu),
                  memory)));
    }
  }
}
