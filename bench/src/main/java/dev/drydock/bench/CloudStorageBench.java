package dev.drydock.bench;

import dev.drydock.bench.RawCloudStorage.Verb;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.GoTool;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.MeasuredProcess;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.UpOptions;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Json;
import dev.drydock.terminal.Progress;
import dev.drydock.terminal.Sizes;
import dev.drydock.terminal.Table;
import dev.drydock.terminal.Table.Column;
import dev.drydock.terminal.Terminal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures the Cloud Storage server of the cluster and fake-gcs-server, which keeps its objects in
 * files on the same disk: the same client uses the two servers in turn. A server that keeps nothing
 * then shows what the client itself takes.
 */
@Command(
    name = "gcs",
    description = "Measures the Cloud Storage server, compared with fake-gcs-server.",
    footer = {"", "Example:", "  drydock bench gcs --size 64m --objects 2000"})
final class CloudStorageBench implements Callable<Integer> {
  private static final int SMALL_BYTES = 4096;
  private static final int LARGE_OBJECTS = 8;
  private static final List<Integer> AT_ONCE = List.of(1, 8);
  private static final String OURS = "drydock";
  private static final String OTHER = "fake-gcs-server";
  private static final String EMPTY = "none";
  private static final int POLL_MILLIS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Option(
      names = "--size",
      converter = Sizes.class,
      defaultValue = "64m",
      description = "Size of each large object. Default: ${DEFAULT-VALUE}.")
  private long size;

  @Option(
      names = "--objects",
      defaultValue = "10000",
      description = "Number of small objects, of 4 KB each. Default: ${DEFAULT-VALUE}.")
  private int objects;

  @Mixin private RunOptions options;

  private Installation installation;
  private LocalCluster cluster;
  private Path folder;
  private Progress progress;
  private int runs;
  private final List<Map<String, Object>> results = new ArrayList<>();
  private MeasuredProcess other;
  private MeasuredProcess empty;

  private final Table table =
      new Table(
          List.of(
              Column.left("what", 24),
              Column.left("server", 15),
              Column.right("wall s", 8),
              Column.right("rate", 15),
              Column.right("CPU s", 8),
              Column.right("peak", 8),
              Column.right("faster", 7)));

  /** A running server. */
  private record Server(String name, RawCloudStorage client, ProcessHandle process) {
    double cpuSeconds() {
      return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
    }

    /** Its peak memory so far (proc(5), {@code VmHWM}); null if the platform cannot measure it. */
    Long peakBytes() {
      Path status = Path.of("/proc", Long.toString(process.pid()), "status");
      try (Stream<String> lines = Files.lines(status, StandardCharsets.ISO_8859_1)) {
        return lines
            .filter(line -> line.startsWith("VmHWM:"))
            .map(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(null);
      } catch (IOException e) {
        return null;
      }
    }
  }

  /** The figures of all runs of one kind. */
  private static final class Taken {
    private final List<Double> wall = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();
  }

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    runs = options.runs();
    Workbench.measure(
        bench -> {
          installation = bench.installation();
          cluster = bench.cluster();
          folder = bench.folder();
          progress = bench.progress();
          try {
            measure();
          } finally {
            other = end(other);
            empty = end(empty);
          }
        });
    return 0;
  }

  private void measure() throws CommandFailure, ClusterException, InterruptedException {
    Path program = null;
    try {
      program = GoTool.of(installation, OTHER).prepare(progress::update);
    } catch (ClusterException e) {
      progress.clear();
      System.err.println("Skipping " + OTHER + ": " + e.getMessage());
    }
    try {
      List<Server> servers = start(program);
      for (Server server : servers) {
        server.client().makeBucket();
      }
      for (int atOnce : AT_ONCE) {
        measure(servers, objects, SMALL_BYTES, atOnce);
      }
      for (int atOnce : AT_ONCE) {
        measure(servers, LARGE_OBJECTS, size, atOnce);
      }
    } catch (IOException e) {
      throw CommandFailure.failed("the measurement ended early: " + e.getMessage(), e);
    }
    if (options.json()) {
      System.out.println(Json.write(Map.of("runs", runs, "results", results)));
    }
  }

  /**
   * @param program the program of the other server, null if there is none
   */
  private List<Server> start(Path program)
      throws CommandFailure, ClusterException, IOException, InterruptedException {
    UpOptions service = UpOptions.of(ServiceName.GCS).withFreshData();
    // One start beforehand, because the very first start makes keys and archives class data.
    cluster.up(service, progress::update);
    Taken ours = new Taken();
    Taken others = new Taken();
    List<Server> servers = new ArrayList<>();
    Server none = startEmpty();
    for (int run = 0; run < runs; run++) {
      servers.clear();
      cluster.down(progress::update);
      long begin = System.nanoTime();
      cluster.up(service, progress::update);
      ours.wall.add((System.nanoTime() - begin) / 1e9);
      Server server =
          new Server(
              OURS,
              new RawCloudStorage(cluster.environment().get("STORAGE_EMULATOR_HOST")),
              cluster.processes().get(0));
      ours.cpu.add(server.cpuSeconds());
      servers.add(server);
      if (program != null) {
        other = end(other);
        begin = System.nanoTime();
        servers.add(startOther(program));
        others.wall.add((System.nanoTime() - begin) / 1e9);
        others.cpu.add(servers.get(1).cpuSeconds());
      }
    }
    progress.clear();
    if (!options.json()) {
      System.out.println(Terminal.bold(table.header()));
    }
    report("ready", 0, 0, servers, List.of(ours, others));
    servers.add(none);
    return servers;
  }

  private Server startOther(Path program)
      throws CommandFailure, ClusterException, IOException, InterruptedException {
    String port = freePort();
    String url = "http://127.0.0.1:" + port;
    Path log = Files.createDirectories(folder).resolve(OTHER + ".log");
    other =
        new MeasuredProcess(
            List.of(
                program.toString(),
                "-scheme=http",
                "-host=127.0.0.1",
                "-port=" + port,
                "-backend=filesystem",
                "-filesystem-root=" + folder.resolve(OTHER),
                "-public-host=127.0.0.1:" + port,
                "-external-url=" + url,
                "-log-level=error"),
            Map.of(),
            log);
    return await(new RawCloudStorage(url), OTHER, other, program, log);
  }

  private Server startEmpty()
      throws CommandFailure, ClusterException, IOException, InterruptedException {
    String port = freePort();
    Path log = Files.createDirectories(folder).resolve(EMPTY + ".log");
    Path java = Installation.java();
    empty =
        new MeasuredProcess(
            List.of(
                java.toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                EmptyServer.class.getName(),
                port),
            Map.of(),
            log);
    return await(new RawCloudStorage("http://127.0.0.1:" + port), EMPTY, empty, java, log);
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  private static Server await(
      RawCloudStorage client, String name, MeasuredProcess process, Path program, Path log)
      throws CommandFailure, IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!client.answers()) {
      if (process.waitFor(POLL_MILLIS) || System.nanoTime() > deadline) {
        throw CommandFailure.failed(name + " did not start: see " + log);
      }
    }
    return new Server(name, client, process.find(program).orElseThrow());
  }

  /**
   * One round that is not counted, then the number of rounds that the user wants, with the servers
   * in turn.
   */
  private void measure(List<Server> servers, int objects, long bytes, int atOnce)
      throws CommandFailure, IOException, InterruptedException {
    Map<Verb, List<Taken>> taken = new LinkedHashMap<>();
    for (Verb verb : List.of(Verb.PUT, Verb.GET)) {
      taken.put(verb, servers.stream().map(server -> new Taken()).toList());
    }
    for (int run = 0; run <= runs; run++) {
      int count = run == 0 ? Math.max(1, objects / 4) : objects;
      for (int i = 0; i < servers.size(); i++) {
        Server server = servers.get(i);
        for (Map.Entry<Verb, List<Taken>> entry : taken.entrySet()) {
          progress.update(server.name() + ", " + objects + " x " + Sizes.bytes(bytes));
          Workbench.flush();
          double cpu = server.cpuSeconds();
          long begin = System.nanoTime();
          server.client().run(entry.getKey(), count, bytes, atOnce);
          if (run > 0) {
            entry.getValue().get(i).wall.add((System.nanoTime() - begin) / 1e9);
            entry.getValue().get(i).cpu.add(server.cpuSeconds() - cpu);
          }
        }
        server.client().run(Verb.DELETE, count, bytes, atOnce);
      }
    }
    progress.clear();
    for (Map.Entry<Verb, List<Taken>> entry : taken.entrySet()) {
      String verb = entry.getKey().name().toLowerCase(Locale.ROOT);
      String what = objects + " x " + Sizes.bytes(bytes) + " " + verb + ", " + atOnce;
      report(what, objects, bytes, servers, entry.getValue());
    }
  }

  private void report(
      String what, int objects, long bytes, List<Server> servers, List<Taken> taken) {
    double others = Workbench.median(taken.get(servers.size() > 2 ? 1 : 0).wall);
    for (int i = 0; i < servers.size(); i++) {
      Server server = servers.get(i);
      double wall = Workbench.median(taken.get(i).wall);
      double cpu = Workbench.median(taken.get(i).cpu);
      Long peak = server.peakBytes();
      boolean compared = objects > 0 && i == 0 && servers.size() > 2;
      Double faster = compared ? Double.valueOf(others / wall) : null;
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("what", what);
      result.put("server", server.name());
      result.put("wallSeconds", wall);
      result.put("cpuSeconds", cpu);
      result.put("peakResidentBytes", peak);
      if (objects > 0) {
        result.put("objectsPerSecond", objects / wall);
        result.put("bytesPerSecond", objects * bytes / wall);
      }
      result.put("timesFaster", faster);
      results.add(result);
      if (!options.json()) {
        System.out.println(
            table.row(
                List.of(
                    what,
                    server.name(),
                    String.format(Locale.ROOT, "%.2f", wall),
                    rate(objects, bytes, wall),
                    String.format(Locale.ROOT, "%.2f", cpu),
                    peak == null ? "?" : Sizes.bytes(peak),
                    faster == null ? "" : String.format(Locale.ROOT, "%.1f x", faster))));
      }
    }
  }

  private static String rate(int objects, long bytes, double wall) {
    if (objects == 0) {
      return "";
    }
    return bytes <= SMALL_BYTES
        ? Math.round(objects / wall) + " objects/s"
        : Math.round(objects * bytes / wall / (1 << 20)) + " MB/s";
  }

  private static MeasuredProcess end(MeasuredProcess process) {
    if (process != null) {
      process.close();
    }
    return null;
  }
}
