package dev.drydock.bench;

import dev.drydock.cluster.ClusterException;
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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures each step on the way from the textbook's word count to the fast one. */
@Command(
    name = "steps",
    description = {
      "Measures the steps from the textbook's word count to the fast one.",
      "docs/from-textbook-to-fast.md explains them. All must give the same result."
    },
    footer = {
      "",
      "Examples:",
      "  drydock bench steps --size 100m",
      "  drydock bench steps --targets hadoop-local --runs 1 --json > measured.json"
    })
final class StepsBench implements Callable<Integer> {
  private static final String HADOOP = "hadoop-local";
  private static final String SPARK = "spark-local";
  private static final List<String> TARGETS = List.of(HADOOP, SPARK);

  /**
   * The size at which the input format of lines splits local files, so that all steps have the same
   * number of mappers.
   */
  private static final String SPLIT_OF_LINES =
      "mapreduce.input.fileinputformat.split.maxsize=" + (32 << 20);

  @Option(
      names = "--size",
      converter = Sizes.class,
      defaultValue = "100m",
      description = "Size of the text. Default: ${DEFAULT-VALUE}.")
  private long size;

  @Option(
      names = "--targets",
      split = ",",
      paramLabel = "TARGET",
      description = "Targets: hadoop-local, spark-local. Default: both.")
  private List<String> targets = TARGETS;

  @Mixin private RunOptions options;

  private final Table table =
      new Table(
          List.of(
              Column.left("on", 12),
              Column.left("step", 20),
              Column.right("CPU s", 8),
              Column.right("wall s", 8),
              Column.right("saved", 6)));

  /**
   * One step to measure.
   *
   * @param arguments the arguments of {@code run} before input and output
   */
  private record Step(String target, String label, List<String> arguments) {}

  /**
   * The figures of one step.
   *
   * @param cpuSeconds null if the platform cannot measure it
   * @param saved the saved part of the previous step's CPU time; null for the first step on a
   *     target
   * @param digest of the result
   */
  private record Measured(
      Step step, Double cpuSeconds, double wallSeconds, Double saved, String digest) {
    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("on", step.target());
      map.put("step", step.label());
      map.put("cpuSeconds", cpuSeconds);
      map.put("wallSeconds", wallSeconds);
      map.put("saved", saved);
      map.put("sha256", digest);
      return map;
    }
  }

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    int runs = options.runs();
    for (String target : targets) {
      if (!TARGETS.contains(target)) {
        throw CommandFailure.usage(
            "there are no steps for the target '" + target + "': " + Nearest.hint(target, TARGETS));
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
    String root = bench.makeText(size);
    List<Measured> results = new ArrayList<>();
    for (Step step : steps(bench)) {
      Measured before = results.isEmpty() ? null : results.get(results.size() - 1);
      Measured measured = measure(bench, step, before, root, runs);
      results.add(measured);
      if (!options.json()) {
        System.out.println(row(measured));
      }
    }
    if (options.json()) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("runs", runs);
      report.put("bytes", size);
      report.put("results", results.stream().map(Measured::toMap).toList());
      System.out.println(Json.write(report));
    }
  }

  private List<Step> steps(Workbench bench) throws ClusterException {
    List<Step> steps = new ArrayList<>();
    if (targets.contains(HADOOP)) {
      for (String step : List.of("no-combiner", "combiner", "in-mapper", "bytes", "chunks")) {
        steps.add(step(bench, step, step, List.of("-D", SPLIT_OF_LINES)));
      }
      steps.add(step(bench, "chunks", "chunks, own splits", List.of()));
    }
    if (targets.contains(SPARK)) {
      for (String job : List.of("wordcount-textbook", "wordcount-dataframe", "wordcount")) {
        steps.add(new Step(SPARK, job, List.of("--on", SPARK, job)));
      }
    }
    return steps;
  }

  private static Step step(Workbench bench, String name, String label, List<String> settings)
      throws ClusterException {
    List<String> arguments = new ArrayList<>(List.of("--on", HADOOP));
    arguments.addAll(List.of("--jar", bench.installation().mapReduceJar().toString()));
    arguments.addAll(List.of("--class", "dev.drydock.mapreduce.steps.WordCountSteps"));
    arguments.addAll(settings);
    arguments.add(name);
    return new Step(HADOOP, label, arguments);
  }

  /**
   * @param before the previous step; null for the first one
   */
  private static Measured measure(
      Workbench bench, Step step, Measured before, String root, int runs)
      throws CommandFailure, ClusterException, InterruptedException {
    List<String> arguments = new ArrayList<>(step.arguments());
    arguments.addAll(List.of(root + "/in", root + "/out"));
    Workbench.Medians medians = bench.runs(step.label() + " on " + step.target(), arguments, runs);
    String digest = medians.last().get("sha256").toString();
    if (before != null && !digest.equals(before.digest())) {
      throw CommandFailure.failed(
          step.label() + " does not give the same result as " + before.step().label());
    }
    Double cpuSeconds = medians.cpuSeconds();
    boolean comparable =
        cpuSeconds != null && before != null && before.step().target().equals(step.target());
    return new Measured(
        step,
        cpuSeconds,
        medians.wallSeconds(),
        comparable ? Double.valueOf(1 - cpuSeconds / before.cpuSeconds()) : null,
        digest);
  }

  private String row(Measured measured) {
    return table.row(
        List.of(
            measured.step().target(),
            measured.step().label(),
            measured.cpuSeconds() == null ? "?" : Sizes.seconds(measured.cpuSeconds()),
            Sizes.seconds(measured.wallSeconds()),
            measured.saved() == null
                ? ""
                : String.format(Locale.ROOT, "%.0f %%", 100 * measured.saved())));
  }
}
