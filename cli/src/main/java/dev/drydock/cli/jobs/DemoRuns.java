package dev.drydock.cli.jobs;

import dev.drydock.cli.cluster.ClusterOption;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.jobs.Jobs;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Json;
import dev.drydock.terminal.Progress;
import dev.drydock.terminal.Sizes;
import dev.drydock.terminal.Table;
import dev.drydock.terminal.Table.Column;
import dev.drydock.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The runs of the demo, one after another. Each prints a row as soon as it is finished. */
final class DemoRuns {
  private static final int BARS = 10;
  private static final int BAR_WIDTH = 40;
  private static final int DIGEST_LETTERS = 12;

  /**
   * One row of the table. Together the rows cover every engine, and both stores as input and as
   * output.
   */
  private record Row(Target target, boolean clusterMode, String input, String output) {}

  private static final String FILE = "file";
  private static final String HDFS = "hdfs";
  private static final String S3 = "s3a";

  /** The bucket that every cluster has from the start. */
  private static final String BUCKET = "drydock";

  private static final List<Row> ROWS =
      List.of(
          new Row(Target.INLINE, false, FILE, FILE),
          new Row(Target.HADOOP_LOCAL, false, FILE, FILE),
          new Row(Target.YARN, false, HDFS, HDFS),
          new Row(Target.YARN, false, S3, S3),
          new Row(Target.SPARK_LOCAL, false, FILE, FILE),
          new Row(Target.SPARK, false, HDFS, S3),
          new Row(Target.SPARK_YARN, false, S3, HDFS),
          new Row(Target.SPARK_YARN, true, HDFS, HDFS));

  private final Installation installation;
  private final LocalCluster cluster;
  private final ClusterOption option;
  private final Progress progress;
  private final boolean json;
  private final Table table =
      new Table(
          List.of(
              Column.left("engine", 18),
              Column.left("input", 5),
              Column.left("output", 6),
              Column.right("wall s", 7),
              Column.right("CPU s", 7),
              Column.right("words", 9),
              Column.right("distinct", 9),
              Column.left("sha256", DIGEST_LETTERS),
              Column.left("agree", 6)));

  private final List<RunResult> results = new ArrayList<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  DemoRuns(
      Installation installation,
      LocalCluster cluster,
      ClusterOption option,
      Progress progress,
      boolean json) {
    this.installation = installation;
    this.cluster = cluster;
    this.option = option;
    this.progress = progress;
    this.json = json;
  }

  /** Runs all rows and returns whether all succeeded with the same result. */
  boolean all(List<Path> texts, boolean sparkOnYarn)
      throws CommandFailure, ClusterException, InterruptedException {
    Path log = RunLogs.create(installation, "demo-files");
    String name = "drydock-demo-" + log.getFileName().toString().replaceAll("\\D", "");
    Path local = installation.state().resolve("runs").resolve(name);
    Map<String, String> roots =
        Map.of(
            FILE, "file://" + local,
            HDFS, "hdfs:///tmp/" + name,
            S3, "s3a://" + BUCKET + "/" + name);
    try (RemoteFiles files = new RemoteFiles(installation, cluster, log, Map.of())) {
      try {
        List<Path> inputs = texts.isEmpty() ? List.of(legalTexts(local)) : texts;
        progress.tell("Copying the text into HDFS and S3");
        for (String root : roots.values()) {
          files.put(inputs, root + "/in");
        }
        progress.clear();
        if (!json) {
          System.out.println(Terminal.bold(table.header()));
        }
        for (Row row : ROWS) {
          if (sparkOnYarn || row.target() != Target.SPARK_YARN) {
            run(row, roots, files);
          }
        }
        report(files);
      } finally {
        boolean interrupted = Thread.interrupted();
        for (String root : roots.values()) {
          files.delete(root);
        }
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
    return agree();
  }

  private boolean agree() {
    return failures.isEmpty()
        && results.stream().map(result -> result.summary().sha256()).distinct().count() == 1;
  }

  private void run(Row row, Map<String, String> roots, RemoteFiles files)
      throws CommandFailure, ClusterException, InterruptedException {
    RunRequest request =
        new RunRequest(
            new RunRequest.Ours(Jobs.WORD_COUNT),
            row.target(),
            row.clusterMode(),
            List.of(),
            roots.get(row.input()) + "/in",
            roots.get(row.output()) + "/out-" + (results.size() + failures.size()),
            false,
            Map.of());
    Path log = RunLogs.create(installation, "demo-" + row.target().label());
    try {
      RunResult result =
          new JobRun(installation, cluster, option, files)
              .run(request, log, progress, System.err::println);
      results.add(result);
      if (!json) {
        System.out.println(line(row, result));
      }
    } catch (CommandFailure failure) {
      String where = request.engine() + " from " + row.input() + " to " + row.output();
      failures.put(where, failure.getMessage());
      System.err.println("drydock: " + where + ": " + failure.getMessage());
    }
  }

  private String line(Row row, RunResult result) {
    boolean same = result.summary().sha256().equals(results.get(0).summary().sha256());
    return table.row(
        List.of(
            result.engine(),
            row.input(),
            row.output(),
            Sizes.seconds(result.wallSeconds()),
            result.cpuSeconds() == null ? "?" : Sizes.seconds(result.cpuSeconds()),
            String.format(Locale.ROOT, "%d", result.summary().words()),
            String.format(Locale.ROOT, "%d", result.summary().distinct()),
            result.summary().sha256().substring(0, DIGEST_LETTERS),
            same ? Terminal.green("yes") : Terminal.red("NO")));
  }

  private void report(RemoteFiles files) throws CommandFailure, ClusterException {
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("agree", agree());
      object.put("results", results.stream().map(RunResult::toMap).toList());
      if (!failures.isEmpty()) {
        object.put("failures", failures);
      }
      System.out.println(Json.write(object));
      return;
    }
    if (!results.isEmpty()) {
      System.out.println();
      System.out.println(Terminal.bold("The most frequent words"));
      bars(files.top(results.get(0).output(), BARS)).forEach(System.out::println);
      System.out.println();
    }
    if (agree()) {
      System.out.println(Terminal.green("All " + results.size() + " runs agree."));
      return;
    }
    failures.forEach((where, why) -> System.out.println(Terminal.red("Failed: ") + where));
    for (RunResult result : results) {
      if (!result.summary().sha256().equals(results.get(0).summary().sha256())) {
        System.out.println(
            Terminal.red("Differs: ")
                + result.engine()
                + " ("
                + result.output()
                + ") from "
                + results.get(0).engine());
      }
    }
  }

  /** A line for each word; its bar is as long as the word is frequent. */
  static List<String> bars(Map<String, Long> words) {
    long most = words.values().stream().mapToLong(Long::longValue).max().orElse(1);
    int widest = words.keySet().stream().mapToInt(Table::width).max().orElse(0);
    return words.entrySet().stream()
        .map(
            word ->
                String.format(
                    Locale.ROOT,
                    "  %s%s  %8d  %s",
                    word.getKey(),
                    " ".repeat(widest - Table.width(word.getKey())),
                    word.getValue(),
                    "█".repeat((int) Math.max(1, word.getValue() * BAR_WIDTH / most))))
        .toList();
  }

  /**
   * The legal texts of the running JDK as one file, because they are a hundred small files and an
   * engine starts a task for each file.
   */
  private Path legalTexts(Path folder) throws CommandFailure {
    Path legal = Path.of(System.getProperty("java.home"), "legal");
    try {
      Set<Path> texts = new LinkedHashSet<>();
      if (Files.isDirectory(legal)) {
        try (Stream<Path> files = Files.walk(legal)) {
          // Modules link to each other's licenses; each text counts once.
          for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
            texts.add(file.toRealPath());
          }
        }
      }
      if (texts.isEmpty()) {
        // A run-time image made with jlink may have none.
        texts.add(installation.home().resolve("LICENSE"));
      }
      Files.createDirectories(folder);
      Path text = folder.resolve("legal.txt");
      try (OutputStream out = Files.newOutputStream(text)) {
        for (Path file : texts) {
          Files.copy(file, out);
          out.write('\n');
        }
      }
      return text;
    } catch (IOException e) {
      throw CommandFailure.failed("cannot read the texts in " + legal + ": " + e.getMessage(), e);
    }
  }
}
