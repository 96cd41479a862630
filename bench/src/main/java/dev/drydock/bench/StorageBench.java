package dev.drydock.bench;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.GoTool;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.MeasuredProcess;
import dev.drydock.cluster.PythonTool;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.UpOptions;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Json;
import dev.drydock.terminal.Progress;
import dev.drydock.terminal.Sizes;
import dev.drydock.terminal.Table;
import dev.drydock.terminal.Table.Column;
import dev.drydock.terminal.Terminal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures copies to and from the S3 service, and compares them with the best that the server can
 * do and with the usual tools.
 */
@Command(
    name = "storage",
    description = "Measures copies to and from S3, compared with the AWS CLI and s3cmd.",
    footer = {"", "Example:", "  drydock bench storage --size 2g --objects 10000"})
final class StorageBench implements Callable<Integer> {
  private static final int SMALL_BYTES = 4096;
  private static final int BLOCK = 1 << 16;
  private static final String BUCKET = "bench";
  private static final String LARGE = "large";
  private static final String SMALL = "small";
  private static final String RAW = "raw";
  private static final String RAW_PARTS = "raw, in parts";

  private interface Commands {
    /**
     * Copies all files of a folder up, or the objects made from them down.
     *
     * @param local the folder, empty for a copy down
     * @param objects the beginning of the objects' names
     */
    List<String> of(boolean upload, Path local, String objects);
  }

  private record Contender(String name, Commands commands) {}

  @Option(
      names = "--size",
      converter = Sizes.class,
      defaultValue = "1g",
      description = "Size of the large object. Default: ${DEFAULT-VALUE}.")
  private long size;

  @Option(
      names = "--objects",
      defaultValue = "10000",
      description = "Number of small objects, of 4 KB each. Default: ${DEFAULT-VALUE}.")
  private int objects;

  @Option(
      names = "--rclone",
      description = "Measures rclone too. Go builds it once, in some minutes.")
  private boolean rclone;

  @Mixin private RunOptions options;

  private Workbench bench;
  private Installation installation;
  private Path folder;
  private Progress progress;
  private int uploads;
  private int downloads;
  private final Table table =
      new Table(
          List.of(
              Column.left("what", 24),
              Column.left("with", 16),
              Column.right("wall s", 8),
              Column.right("CPU s", 8),
              Column.right("MB/s", 8),
              Column.right("of raw", 7)));

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    int runs = options.runs();
    Workbench.measure(
        workbench -> {
          bench = workbench;
          installation = workbench.installation();
          folder = workbench.folder();
          progress = workbench.progress();
          measure(runs);
        });
    return 0;
  }

  private void measure(int runs) throws CommandFailure, ClusterException, InterruptedException {
    bench.cluster().up(UpOptions.of(ServiceName.S3).withFreshData(), progress::update);
    Map<String, String> environment = bench.environment();
    List<Contender> contenders = contenders(environment);
    Path large = files(LARGE, 1, size);
    Path small = files(SMALL, objects, SMALL_BYTES);
    run(List.of(bench.command(), "storage", "mb", "s3://" + BUCKET), environment);
    progress.clear();
    if (!options.json()) {
      System.out.println(Terminal.bold(table.header()));
    }
    List<Map<String, Object>> results = new ArrayList<>();
    for (Path files : List.of(large, small)) {
      boolean one = files.equals(large);
      long total = one ? size : (long) objects * SMALL_BYTES;
      String what = one ? Sizes.bytes(size) : objects + " x " + Sizes.bytes(SMALL_BYTES);
      for (boolean upload : new boolean[] {true, false}) {
        double raw = 0;
        for (Contender contender : contenders) {
          if (contender.name().equals(RAW_PARTS) && !(one && upload)) {
            continue;
          }
          Map<String, Object> result =
              measure(
                  contender,
                  what + (upload ? " up" : " down"),
                  upload,
                  files,
                  total,
                  environment,
                  runs);
          double rate = (double) result.get("bytesPerSecond");
          raw = contender.name().equals(RAW) ? rate : raw;
          results.add(result);
          show(result, rate / raw);
        }
      }
    }
    if (options.json()) {
      System.out.println(Json.write(Map.of("runs", runs, "results", results)));
    }
  }

  private Map<String, Object> measure(
      Contender contender,
      String what,
      boolean upload,
      Path files,
      long bytes,
      Map<String, String> environment,
      int runs)
      throws CommandFailure, ClusterException, InterruptedException {
    List<Double> wall = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      progress.update(what + " with " + contender.name());
      Path local = upload ? files : emptyFolder();
      List<String> command = contender.commands().of(upload, local, objects(upload, files));
      Workbench.flush();
      long start = System.nanoTime();
      OptionalDouble used = run(command, environment);
      wall.add((System.nanoTime() - start) / 1e9);
      used.ifPresent(cpu::add);
    }
    progress.clear();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("what", what);
    result.put("with", contender.name());
    result.put("wallSeconds", Workbench.median(wall));
    result.put("cpuSeconds", cpu.isEmpty() ? null : Double.valueOf(Workbench.median(cpu)));
    result.put("bytesPerSecond", bytes / Workbench.median(wall));
    return result;
  }

  /** The folder that files are copied down to. Small ones stay there: see {@link #objects}. */
  private Path emptyFolder() throws CommandFailure {
    try {
      Files.deleteIfExists(folder.resolve("down-" + downloads).resolve(LARGE + "-0"));
      downloads++;
      return Files.createDirectory(folder.resolve("down-" + downloads));
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write to " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * The beginning of the objects' names. Small objects never replace others: each is a file on the
   * server's disk, and a file system may be slow to reuse space that was just freed.
   */
  private String objects(boolean upload, Path files) {
    boolean many = !files.endsWith(LARGE);
    int which = upload && many ? uploads++ : 0;
    return files.getFileName() + "-" + which + "/";
  }

  private void show(Map<String, Object> result, double ofRaw) {
    if (!options.json()) {
      Double cpu = (Double) result.get("cpuSeconds");
      System.out.println(
          table.row(
              List.of(
                  (String) result.get("what"),
                  (String) result.get("with"),
                  Sizes.seconds((double) result.get("wallSeconds")),
                  cpu == null ? "?" : Sizes.seconds(cpu),
                  Sizes.seconds((double) result.get("bytesPerSecond") / (1 << 20)),
                  Math.round(ofRaw * 100) + " %")));
    }
  }

  private OptionalDouble run(List<String> command, Map<String, String> environment)
      throws CommandFailure, ClusterException, InterruptedException {
    Path log = folder.resolve("log");
    try (MeasuredProcess process = new MeasuredProcess(command, environment, log)) {
      while (!process.waitFor(100)) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      if (process.exitCode() != 0) {
        throw CommandFailure.failed(
            String.join(" ", command.subList(0, Math.min(3, command.size())))
                + " failed: "
                + Workbench.lastLine(log));
      }
      return process.cpuSeconds();
    }
  }

  private List<Contender> contenders(Map<String, String> environment)
      throws CommandFailure, ClusterException, InterruptedException {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(
        new Contender(
            RAW, (upload, local, objects) -> raw(upload ? "put" : "get", local, objects)));
    contenders.add(
        new Contender(RAW_PARTS, (upload, local, objects) -> raw("put-parts", local, objects)));
    contenders.add(new Contender("drydock", this::drydock));
    PythonTool aws = PythonTool.of(installation, "awscli");
    aws.prepare(progress::update);
    contenders.add(
        new Contender("AWS CLI", (upload, local, objects) -> aws(aws, upload, local, objects)));
    PythonTool s3cmd = PythonTool.of(installation, "s3cmd");
    s3cmd.prepare(progress::update);
    Path settings = s3cmdSettings(environment);
    contenders.add(
        new Contender(
            "s3cmd", (upload, local, objects) -> s3cmd(s3cmd, settings, upload, local, objects)));
    if (rclone) {
      Path program = GoTool.of(installation, "rclone").prepare(progress::update);
      String remote = rcloneRemote(environment);
      contenders.add(
          new Contender(
              "rclone",
              (upload, local, objects) -> rclone(program, remote, upload, local, objects)));
    }
    return contenders;
  }

  private List<String> raw(String verb, Path local, String objects) {
    return List.of(
        Installation.java().toString(),
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        RawS3.class.getName(),
        verb,
        local.toString(),
        BUCKET + "/" + objects,
        folder.resolve(objects.startsWith(LARGE) ? LARGE : SMALL).toString());
  }

  private List<String> drydock(boolean upload, Path local, String objects) {
    return copy(List.of(bench.command(), "storage", "cp", "--recursive"), upload, local, objects);
  }

  private static List<String> aws(PythonTool tool, boolean upload, Path local, String objects) {
    return copy(
        List.of(tool.command("aws").toString(), "s3", "cp", "--recursive", "--only-show-errors"),
        upload,
        local,
        objects);
  }

  private static List<String> s3cmd(
      PythonTool tool, Path settings, boolean upload, Path local, String objects) {
    return copy(
        List.of(
            tool.command("s3cmd").toString(),
            "--config=" + settings,
            "--quiet",
            "--force",
            "--recursive",
            upload ? "put" : "get"),
        upload,
        local,
        objects);
  }

  private static List<String> rclone(
      Path program, String remote, boolean upload, Path local, String objects) {
    return copy(
        List.of(program.toString(), "copy", "--quiet", "--ignore-times"),
        upload,
        local,
        objects,
        remote);
  }

  /** See "Connection strings" in rclone's documentation; the keys are in the environment. */
  private static String rcloneRemote(Map<String, String> environment) {
    return String.format(
        ":s3,provider=Other,env_auth=true,no_check_bucket=true,endpoint='%s',region=%s:%s/",
        environment.get("AWS_ENDPOINT_URL"), environment.get("AWS_REGION"), BUCKET);
  }

  private static List<String> copy(
      List<String> command, boolean upload, Path local, String objects) {
    return copy(command, upload, local, objects, "s3://" + BUCKET + "/");
  }

  private static List<String> copy(
      List<String> command, boolean upload, Path local, String objects, String remote) {
    List<String> whole = new ArrayList<>(command);
    String files = local + "/";
    whole.addAll(upload ? List.of(files, remote + objects) : List.of(remote + objects, files));
    return whole;
  }

  private Path s3cmdSettings(Map<String, String> environment) throws CommandFailure {
    String host = URI.create(environment.get("AWS_ENDPOINT_URL")).getAuthority();
    return write(
        "s3cmd.cfg",
        """
        [default]
        access_key = %s
        secret_key = %s
        host_base = %s
        host_bucket = %s
        bucket_location = %s
        use_https = False
        """
            .formatted(
                environment.get("AWS_ACCESS_KEY_ID"),
                environment.get("AWS_SECRET_ACCESS_KEY"),
                host,
                host,
                environment.get("AWS_REGION")));
  }

  private Path write(String name, String text) throws CommandFailure {
    try {
      return Files.writeString(Files.createDirectories(folder).resolve(name), text);
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write to " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Random bytes, which nothing can compress. */
  private Path files(String name, int count, long size) throws CommandFailure {
    Path files = folder.resolve(name);
    Random random = new Random(1);
    byte[] block = new byte[BLOCK];
    try {
      Files.createDirectories(files);
      for (int i = 0; i < count; i++) {
        progress.update("writing " + files);
        try (OutputStream out =
            new BufferedOutputStream(Files.newOutputStream(files.resolve(name + "-" + i)), BLOCK)) {
          for (long left = size; left > 0; left -= BLOCK) {
            random.nextBytes(block);
            out.write(block, 0, (int) Math.min(BLOCK, left));
          }
        }
      }
      return files;
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write to " + folder + ": " + e.getMessage(), e);
    }
  }
}
