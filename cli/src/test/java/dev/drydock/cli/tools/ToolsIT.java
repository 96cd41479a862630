package dev.drydock.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drydock.cli.Cluster;
import dev.drydock.cli.Outcome;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.RuntimeName;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engines' own tools, and the verbs that look at a cluster. */
@ExtendWith(Cluster.class)
final class ToolsIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"hadoop", "hdfs", "yarn", "mapred"})
  void everySubcommandHasItsClass(String script) throws Exception {
    List<Path> classPath = Installation.locate().classPath(RuntimeName.HADOOP);
    URL[] urls = new URL[classPath.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = classPath.get(i).toUri().toURL();
    }
    try (URLClassLoader classes = new URLClassLoader(urls)) {
      assertThat(HadoopTool.of(script))
          .allSatisfy(
              tool ->
                  assertThat(classes.getResource(tool.mainClass().replace('.', '/') + ".class"))
                      .describedAs(tool.name())
                      .isNotNull());
    }
  }

  @Test
  void toolsOfHadoop() throws Exception {
    assertThat(succeed("hadoop", "version")).contains("Hadoop 3.5.0");
    Path file = Files.writeString(folder.resolve("greeting.txt"), "안녕 hello\n");
    succeed("hadoop", "fs", "-mkdir", "-p", "/tools");
    succeed("hdfs", "dfs", "-put", file.toString(), "/tools/greeting.txt");
    assertThat(succeed("hadoop", "fs", "-cat", "/tools/greeting.txt")).isEqualTo("안녕 hello\n");
    assertThat(succeed("hdfs", "dfsadmin", "-report")).contains("Live datanodes (1)");
    assertThat(succeed("yarn", "node", "-list")).contains("RUNNING");
    assertThat(succeed("mapred", "job", "-list")).contains("Total jobs:");
    Outcome missing = Cluster.drydock("hdfs", "dfs", "-cat", "/tools/none");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.errors()).contains("No such file or directory");
  }

  /** The README and docs/submit-to-a-real-cluster.md do it too. */
  @Test
  @Tag("thorough")
  void exportsLetAShellUseTheRealTools() throws Exception {
    Path input = Files.writeString(folder.resolve("in.txt"), "b a b\n");
    Installation installation = Installation.locate();
    String exports = succeed("env");
    Outcome outcome =
        shell(
            exports
                + """
                set -e
                hadoop jar '%1$s' wordcount 'file://%3$s' 'file://%4$s/mapreduce'
                spark-submit --class dev.drydock.spark.WordCount '%2$s' 'file://%3$s' \
                  'file://%4$s/spark'
                cat '%4$s'/mapreduce/part* | LC_ALL=C sort
                cat '%4$s'/spark/part* | LC_ALL=C sort
                """
                    .formatted(
                        installation.mapReduceJar(), installation.sparkJar(), input, folder));
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isZero();
    assertThat(outcome.output()).endsWith("a\t1\nb\t2\na\t1\nb\t2\n");
  }

  @Test
  void sparkSql() throws Exception {
    sumsUp("spark-sql", "-e", "SELECT concat('sum ', sum(id)) FROM range(11)");
  }

  @Test
  @Tag("thorough")
  void sparkShell() throws Exception {
    Path script =
        Files.writeString(
            folder.resolve("sum.scala"),
            "println(\"sum \" + sc.parallelize(1 to 10).sum().toLong)\n");
    sumsUp("spark-shell", "-I", script.toString());
  }

  /** In a folder of its own, as spark-sql keeps its catalogue in the working folder. */
  private void sumsUp(String... command) throws Exception {
    assumeTrue(Cluster.sparkOnYarn(), "needs a Spark distribution: ./drydock up spark-yarn");
    Outcome outcome = Outcome.of(Cluster.command(command), Cluster.environment(), folder);
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isZero();
    assertThat(outcome.output()).containsPattern("(?m)^sum 55$");
  }

  @Test
  void commandThroughSymbolicLinks() throws Exception {
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, Installation.locate().home().resolve("drydock"));
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path relative = Files.createSymbolicLink(bin.resolve("drydock"), Path.of("../link"));
    Outcome outcome = Outcome.of(List.of(relative.toString(), "--version"), Map.of(), folder);
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isZero();
    assertThat(outcome.output()).startsWith("drydock ").hasLineCount(1);
    assertThat(outcome.errors()).isEmpty();
  }

  @Test
  void aClosedInputIsNoInput() throws Exception {
    Path program = Installation.locate().home().resolve("drydock");
    Path copy = folder.resolve("copy");

    Outcome outcome = shell("'" + program + "' storage cp - '" + copy + "' <&-");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors()).endsWith("drydock: file:" + copy + ": Bad file descriptor\n");
    assertThat(copy).doesNotExist();
  }

  @Test
  void environmentAsJson() throws Exception {
    Map<String, Object> variables = JSON.std.mapFrom(succeed("env", "--json"));
    assertThat(variables).containsKeys("HADOOP_CONF_DIR", "SPARK_CONF_DIR", "AWS_ENDPOINT_URL");
    assertThat(Path.of((String) variables.get("DRYDOCK_BIN")).resolve("hadoop")).isExecutable();
  }

  @Test
  void statusAndLogs() throws Exception {
    String status = succeed("status", "--json");
    List<?> services = (List<?>) JSON.std.mapFrom(status).get("services");
    assertThat(services)
        .filteredOn(service -> "running".equals(((Map<?, ?>) service).get("state")))
        .hasSizeGreaterThanOrEqualTo(4);
    assertThat(succeed("status")).contains("hdfs://127.0.0.1:").contains("http://127.0.0.1:");
    Outcome logs = Cluster.drydock("logs", "spark");
    assertThat(logs.exitCode()).describedAs(logs.toString()).isZero();
    assertThat(logs.output()).contains("Master");
  }

  @Test
  void doctorFindsNothingMissing() throws Exception {
    Map<String, Object> report = JSON.std.mapFrom(succeed("doctor", "--json", "hdfs"));
    assertThat(report).containsEntry("healthy", true);
  }

  /** The README runs it without options. */
  @Test
  @Tag("thorough")
  void demoComparesAllEnginesAndLeavesTheClusterUp() throws Exception {
    Path text = Files.writeString(folder.resolve("text.txt"), "the quick fox and the dog\n");
    Map<String, Object> report = JSON.std.mapFrom(succeed("demo", "--json", text.toString()));
    assertThat(report).containsEntry("agree", true).doesNotContainKey("failures");
    List<?> results = (List<?>) report.get("results");
    assertThat(results).hasSizeGreaterThanOrEqualTo(6);
    assertThat(results)
        .allSatisfy(
            result ->
                assertThat((Map<?, ?>) result)
                    .extracting("words", "distinct")
                    .containsExactly(6, 5));
    assertThat(succeed("status")).contains("running");
  }

  private static String succeed(String... arguments) throws Exception {
    Outcome outcome = Cluster.drydock(arguments);
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isZero();
    return outcome.output();
  }

  private static Outcome shell(String script) throws Exception {
    return Outcome.of(List.of("/bin/sh", "-c", script), Map.of());
  }
}
