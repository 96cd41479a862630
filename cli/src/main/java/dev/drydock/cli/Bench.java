package dev.drydock.cli;

import dev.drydock.cli.Table.Column;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.LocalCluster.UpOptions;
import dev.drydock.cluster.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "bench",
    description =
        "Measures counting words, copying objects, or the Cloud Storage server: medians of several"
            + " runs.",
    footer = {
      "",
      "On a cluster of its own, which ends afterwards. Nothing else should run meanwhile.",
      "",
      "Examples:",
      "  drydock bench wordcount --size 100m --targets inline,yarn,spark",
      "  drydock bench wordcount --json > measured.json",
      "  drydock bench storage --size 2g --objects 10000",
      "  drydock bench gcs --size 64m --objects 2000"
    })
final class Bench implements Callable<Integer> {
  private static final List<String> KINDS = List.of("wordcount", "storage", "gcs");
  private static final String CLUSTER = "bench";
  private static final long SMALL = 10L << 20;
  private static final long LARGE = 1L << 30;
  private static final long LARGE_OBJECT = 64L << 20;
  private static final int DISTINCT = 500_000;
  private static final long SEED = 1;

  @Parameters(paramLabel = "wordcount|storage|gcs", description = "What to measure.")
  private String kind;

  @Option(
      names = "--size",
      converter = Sizes.class,
      description = "Of the large text, or a large object. Default: 1g; gcs: 64m.")
  private Long size;

  @Option(
      names = "--objects",
      defaultValue = "10000",
      description = "storage, gcs: how many small ones. Default: ${DEFAULT-VALUE}.")
  private int objects;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "How many of each, for the medians. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--targets",
      split = ",",
      paramLabel = "TARGET",
      description = "Which targets. Default: all that can run.")
  private List<String> targets = List.of();

  @Option(
      names = "--rclone",
      description = "storage: rclone too, which Go builds once, for some minutes.")
  private boolean rclone;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  /** What is measured on a target: our job, or the textbook's on the same engine. */
  private record Subject(Target target, boolean textbook) {
    String label() {
      return target.label() + (textbook ? ", textbook" : "");
    }
  }

  /** Medians of several runs. */
  private record Measured(String what, long bytes, double wallSeconds, Double cpuSeconds) {
    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("engine", what);
      map.put("bytes", bytes);
      map.put("wallSeconds", wallSeconds);
      map.put("cpuSeconds", cpuSeconds);
      return map;
    }
  }

  private final Table table =
      new Table(
          List.of(
              Column.left("what", 24),
              Column.right("size", 8),
              Column.right("wall s", 8),
              Column.right("CPU s", 8),
              Column.right("memory", 8)));

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    if (!KINDS.contains(kind)) {
      throw CommandFailure.usage("'" + kind + "' cannot be measured: " + Nearest.hint(kind, KINDS));
    }
    if (runs < 1) {
      throw CommandFailure.usage("--runs " + runs + ": give a number from 1 up");
    }
    Installation installation = Installation.locate();
    LocalCluster cluster = LocalCluster.named(installation, CLUSTER);
    Path texts = installation.state().resolve("bench");
    try (Progress progress = new Progress()) {
      try {
        if (kind.equals("storage")) {
          new StorageBench(installation, cluster, texts, runs, rclone, json, progress)
              .measure(size == null ? LARGE : size, objects);
        } else if (kind.equals("gcs")) {
          try (CloudStorageBench bench =
              new CloudStorageBench(installation, cluster, texts, runs, json, progress)) {
            bench.measure(size == null ? LARGE_OBJECT : size, objects);
          }
        } else {
          measure(installation, cluster, texts, progress);
        }
      } finally {
        boolean interrupted = Thread.interrupted();
        cluster.remove(line -> {});
        delete(texts);
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
    return 0;
  }

  private void measure(
      Installation installation, LocalCluster cluster, Path texts, Progress progress)
      throws CommandFailure, ClusterException, InterruptedException {
    List<Subject> subjects = subjects(cluster);
    if (!json) {
      System.out.println(Terminal.bold(table.header()));
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("runs", runs);
    report.put("up", up(cluster, progress));
    List<Measured> results = new ArrayList<>();
    long large = size == null ? LARGE : size;
    for (long bytes : large == SMALL ? List.of(SMALL) : List.of(SMALL, large)) {
      Path text = texts.resolve(bytes + "/in/text.txt");
      create(text.getParent());
      Generate.write(text, bytes, DISTINCT, SEED);
      results.addAll(count(installation, cluster, text, bytes, subjects, progress));
    }
    report.put("results", results.stream().map(Measured::toMap).toList());
    if (json) {
      System.out.println(Json.write(report));
    }
  }

  /** Starts the default services with empty data, several times; the last one stays. */
  private Map<String, Object> up(LocalCluster cluster, Progress progress)
      throws ClusterException, InterruptedException {
    // Once beforehand: class data is archived on a first start ever, which is not what it takes.
    cluster.up(options(), progress::update);
    List<Double> wall = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      cluster.down(progress::update);
      long start = System.nanoTime();
      cluster.up(options(), progress::update);
      wall.add((System.nanoTime() - start) / 1e9);
      cpu.add(cluster.cpuSeconds());
      memory.add((double) cluster.residentBytes());
    }
    progress.clear();
    Map<String, Object> up = new LinkedHashMap<>();
    up.put("wallSeconds", median(wall));
    up.put("cpuSeconds", median(cpu));
    up.put("residentBytes", (long) median(memory));
    show("up", "", median(wall), median(cpu), Sizes.bytes((long) median(memory)));
    return up;
  }

  private static UpOptions options() {
    return new UpOptions(Up.DEFAULT_SERVICES, false, true, Map.of());
  }

  private List<Measured> count(
      Installation installation,
      LocalCluster cluster,
      Path text,
      long bytes,
      List<Subject> subjects,
      Progress progress)
      throws CommandFailure, ClusterException, InterruptedException {
    List<Measured> results = new ArrayList<>();
    ClusterOption option = ClusterOption.of(CLUSTER);
    Path filesLog = RunLogs.create(installation, "bench-files");
    try (RemoteFiles files = new RemoteFiles(installation, cluster, filesLog, Map.of())) {
      String local = "file://" + text.getParent().getParent();
      String remote = "hdfs:///tmp/bench-" + bytes;
      files.put(List.of(text), remote + "/in");
      JobRun jobs = new JobRun(installation, cluster, option, files);
      for (Subject subject : subjects) {
        String root = subject.target().services().isEmpty() ? local : remote;
        List<Double> wall = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
          RunRequest request = request(installation, subject, root);
          Path log = RunLogs.create(installation, "bench-" + subject.target().label());
          RunResult result = jobs.run(request, log, progress, note -> {});
          wall.add(result.wallSeconds());
          if (result.cpuSeconds() != null) {
            cpu.add(result.cpuSeconds());
          }
        }
        Double cpuSeconds = cpu.isEmpty() ? null : Double.valueOf(median(cpu));
        results.add(new Measured(subject.label(), bytes, median(wall), cpuSeconds));
        show(subject.label(), Sizes.bytes(bytes), median(wall), cpuSeconds, "");
      }
      files.delete(remote);
    }
    return results;
  }

  private static RunRequest request(Installation installation, Subject subject, String root)
      throws ClusterException {
    Optional<RunRequest.Program> program =
        subject.textbook()
            ? Optional.of(
                new RunRequest.Program(
                    installation.mapReduceJar(), "dev.drydock.mapreduce.TextbookWordCount"))
            : Optional.empty();
    return new RunRequest(
        "wordcount",
        program,
        subject.target(),
        false,
        List.of(),
        root + "/in",
        root + "/out",
        true,
        Map.of());
  }

  private List<Subject> subjects(LocalCluster cluster) throws CommandFailure, ClusterException {
    Set<Target> wanted = EnumSet.noneOf(Target.class);
    for (String label : targets) {
      wanted.add(Target.parse(label));
    }
    if (wanted.isEmpty()) {
      wanted.addAll(Arrays.asList(Target.values()));
      if (!cluster.isRunning(ServiceName.SPARK_YARN) && SparkTool.distribution(cluster).isEmpty()) {
        wanted.remove(Target.SPARK_YARN);
      }
    }
    List<Subject> subjects = new ArrayList<>();
    for (Target target : wanted) {
      subjects.add(new Subject(target, false));
      if (target == Target.YARN || target == Target.HADOOP_LOCAL) {
        subjects.add(new Subject(target, true));
      }
    }
    return subjects;
  }

  private void show(String what, String size, double wall, Double cpu, String memory) {
    if (!json) {
      System.out.println(
          table.row(
              List.of(
                  what,
                  size,
                  Sizes.seconds(wall),
                  cpu == null ? "?" : Sizes.seconds(cpu),
                  memory)));
    }
  }

  /**
   * POSIX {@code sync}: what one has left to the system to write must not be what the next waits
   * for.
   */
  static void flush() throws CommandFailure, InterruptedException {
    try {
      new ProcessBuilder("sync").inheritIO().start().waitFor();
    } catch (IOException e) {
      throw CommandFailure.failed("'sync' is missing: " + e.getMessage(), e);
    }
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static void create(Path folder) throws CommandFailure {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw CommandFailure.failed("cannot make " + folder + ": " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) throws CommandFailure {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw CommandFailure.failed("cannot remove " + folder + ": " + e.getMessage(), e);
    }
  }
}
