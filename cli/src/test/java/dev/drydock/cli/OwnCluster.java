package dev.drydock.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** A cluster that one test may damage; it is removed when the test is over. */
public final class OwnCluster implements AutoCloseable {
  private final LocalCluster cluster;
  private final String name;

  public OwnCluster(String name) throws ClusterException {
    this.name = name + "-" + ProcessHandle.current().pid();
    cluster = LocalCluster.named(Installation.locate(), this.name);
  }

  public String name() {
    return name;
  }

  public Map<String, String> environment() {
    return Map.of("DRYDOCK_CLUSTER", name);
  }

  public Outcome drydock(String... arguments) throws Exception {
    return Outcome.of(Cluster.command(arguments), environment());
  }

  public void succeed(String... arguments) throws Exception {
    Outcome outcome = drydock(arguments);
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isZero();
  }

  /** Kills one of its processes, by the number on record. */
  public void kill(String process) throws Exception {
    Properties record = properties("processes/" + process + ".properties");
    ProcessHandle handle =
        ProcessHandle.of(Long.parseLong(record.getProperty("pid"))).orElseThrow();
    assertThat(handle.destroyForcibly()).isTrue();
    await().atMost(30, SECONDS).until(() -> !handle.isAlive());
  }

  /** Where a service keeps what is its. */
  public Path data(String service) {
    return cluster.directory().resolve("data").resolve(service);
  }

  public int port(String key) throws Exception {
    return Integer.parseInt(properties("ports.properties").getProperty(key));
  }

  private Properties properties(String file) throws Exception {
    Properties properties = new Properties();
    Path path = cluster.directory().resolve(file);
    try (Reader reader = Files.newBufferedReader(path)) {
      properties.load(reader);
    }
    return properties;
  }

  @Override
  public void close() throws ClusterException {
    try {
      cluster.remove(line -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
