package dev.drydock.cli.jobs;

import dev.drydock.cli.tools.HadoopTool;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.Jvm;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.RuntimeName;
import dev.drydock.jobs.Result;
import dev.drydock.terminal.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Files of every store, through a child JVM that has Hadoop's file systems on its class path. The
 * child starts with the first request and ends when its input ends, so it also ends when this
 * process is killed.
 */
final class RemoteFiles implements AutoCloseable {
  private static final int HEAP_MEGABYTES = 256;

  private final Installation installation;
  private final LocalCluster cluster;
  private final Path log;
  private final Map<String, String> settings;
  private Process agent;
  private Writer requests;
  private BufferedReader answers;

  /**
   * @param log where the messages of the file systems go
   * @param settings Hadoop properties that differ from the cluster's
   */
  RemoteFiles(
      Installation installation, LocalCluster cluster, Path log, Map<String, String> settings) {
    this.installation = installation;
    this.cluster = cluster;
    this.log = log;
    this.settings = settings;
  }

  /** What a run is about to read, and where it may write. */
  record Checked(long files, long bytes, String staging) {}

  /**
   * What is in an output.
   *
   * @param lines number of lines; null, like the digest, if the output is not text
   * @param sha256 of the lines, sorted by their bytes
   * @param words the sum of the counts; null, like the next one, if the output is not word counts
   */
  record Summary(long files, long bytes, Long lines, String sha256, Long words, Long distinct) {}

  Checked check(String input, String output, boolean overwrite)
      throws CommandFailure, ClusterException {
    List<String> answer = request("check", input, output, Boolean.toString(overwrite));
    return new Checked(Long.parseLong(answer.get(0)), Long.parseLong(answer.get(1)), answer.get(2));
  }

  void publish(String staging, String output) throws CommandFailure, ClusterException {
    request("publish", staging, output);
  }

  void discard(String staging) throws CommandFailure, ClusterException {
    request("discard", staging);
  }

  Summary summarize(String output, Result kind) throws CommandFailure, ClusterException {
    List<String> answer = request("summarize", output, kind.name());
    return new Summary(
        Long.parseLong(answer.get(0)),
        Long.parseLong(answer.get(1)),
        number(answer.get(2)),
        answer.get(3).isEmpty() ? null : answer.get(3),
        number(answer.get(4)),
        number(answer.get(5)));
  }

  /** The number in a field; null if the field is empty, which means unknown. */
  private static Long number(String field) {
    return field.isEmpty() ? null : Long.valueOf(field);
  }

  /** The most frequent words of a result, the most frequent first. */
  Map<String, Long> top(String output, int count) throws CommandFailure, ClusterException {
    List<String> answer = request("top", output, Integer.toString(count));
    Map<String, Long> words = new LinkedHashMap<>();
    for (int i = 0; i + 1 < answer.size(); i += 2) {
      words.put(answer.get(i), Long.parseLong(answer.get(i + 1)));
    }
    return words;
  }

  void put(List<Path> files, String folder) throws CommandFailure, ClusterException {
    List<String> request = new ArrayList<>();
    request.add("put");
    files.forEach(file -> request.add(file.toAbsolutePath().toString()));
    request.add(folder);
    request(request.toArray(String[]::new));
  }

  void delete(String path) throws CommandFailure, ClusterException {
    request("delete", path);
  }

  /** Starts the child now, so that it is ready when the first request comes. */
  void start() throws CommandFailure, ClusterException {
    if (agent != null) {
      return;
    }
    Jvm jvm =
        HadoopTool.jvm(installation, cluster, "dev.drydock.inline.FileAgent").heap(HEAP_MEGABYTES);
    for (Path jar : installation.classPath(RuntimeName.INLINE)) {
      jvm = jvm.append(jar);
    }
    List<String> command = new ArrayList<>();
    // Ctrl-C in a terminal goes to all processes, but this one is still needed to clean up.
    command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "drydock"));
    command.addAll(
        jvm.arguments(
                settings.entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue())
                    .toList())
            .command());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(cluster.environment());
    try {
      agent = builder.start();
    } catch (IOException e) {
      throw CommandFailure.failed("cannot start the JVM for files: " + e.getMessage(), e);
    }
    requests = agent.outputWriter(StandardCharsets.UTF_8);
    answers = agent.inputReader(StandardCharsets.UTF_8);
  }

  private List<String> request(String... fields) throws CommandFailure, ClusterException {
    start();
    String answer;
    try {
      requests.write(encode(List.of(fields)) + "\n");
      requests.flush();
      answer = answers.readLine();
    } catch (IOException e) {
      throw CommandFailure.failed("the JVM for files has ended; see " + log, e);
    }
    if (answer == null) {
      throw CommandFailure.failed("the JVM for files has ended; see " + log);
    }
    List<String> decoded = decode(answer);
    if (!decoded.get(0).equals("ok")) {
      throw CommandFailure.failed(String.join(" ", decoded.subList(1, decoded.size())));
    }
    return decoded.subList(1, decoded.size());
  }

  static String encode(List<String> fields) {
    return fields.stream()
        .map(field -> URLEncoder.encode(field, StandardCharsets.UTF_8))
        .collect(Collectors.joining("\t"));
  }

  static List<String> decode(String line) {
    return Arrays.stream(line.split("\t", -1))
        .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public void close() {
    if (agent == null) {
      return;
    }
    try {
      requests.close();
      if (!agent.waitFor(5, TimeUnit.SECONDS)) {
        agent.destroyForcibly();
      }
    } catch (IOException e) {
      agent.destroyForcibly();
    } catch (InterruptedException e) {
      agent.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
