package dev.drydock.cluster;

import static dev.drydock.cluster.ScriptService.daemon;
import static dev.drydock.cluster.ScriptService.task;
import static dev.drydock.cluster.ServiceName.GCS;
import static dev.drydock.cluster.ServiceName.HDFS;
import static dev.drydock.cluster.ServiceName.S3;
import static dev.drydock.cluster.ServiceName.YARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drydock.cluster.ServiceStatus.State;
import dev.drydock.cluster.service.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the plans of services, with shell scripts as their programs. */
class ServicePlanTest {
  /** Prints that it is ready and stays. */
  private static final String STAY = "echo ready; exec sleep 600";

  @TempDir private Path folder;
  private final Map<ServiceName, ScriptService> services = new EnumMap<>(ServiceName.class);
  private final List<String> progress = new ArrayList<>();
  private LocalCluster cluster;

  private void service(ServiceName name, Set<ServiceName> dependsOn, Plan plan) throws Exception {
    services.put(name, new ScriptService(name, dependsOn, plan));
    if (cluster == null) {
      Installation installation = new Installation(folder, folder.resolve("state"));
      cluster = LocalCluster.named(installation, "scripts", services::get);
    }
  }

  @AfterEach
  void end() throws Exception {
    cluster.down(line -> {});
    assertThat(running()).isEmpty();
  }

  private void up(ServiceName... names) throws Exception {
    progress.clear();
    cluster.up(UpOptions.of(names), progress::add);
  }

  /** What the scripts have written, each a line, in order. */
  private List<String> trace() throws Exception {
    return Files.readAllLines(cluster.directory().resolve("data/trace"));
  }

  private List<String> running() throws Exception {
    return cluster.processes().stream().map(process -> String.valueOf(process.pid())).toList();
  }

  private Map<ServiceName, State> states() throws Exception {
    return cluster.status().stream()
        .collect(Collectors.toMap(ServiceStatus::service, ServiceStatus::state));
  }

  @Test
  void stagesFollowEachOtherAndStepsOfOneStageRunSideBySide() throws Exception {
    // Each of the two waits for the other: one after another they would never end.
    service(
        S3,
        Set.of(),
        Plan.of(task("migrate", "echo migrated >>trace"))
            .then(
                List.of(
                    daemon(
                        "left", "touch l; until [ -f r ]; do sleep 0.01; done; cat trace; " + STAY),
                    daemon("right", "touch r; until [ -f l ]; do sleep 0.01; done; " + STAY)))
            .then(List.of(task("register", "echo registered >>trace")))
            .provisionedBy(List.of(task("bucket", "echo bucket >>trace"))));
    up(S3);
    assertThat(trace()).containsExactly("migrated", "registered", "bucket");
    assertThat(cluster.directory().resolve("logs/left.log")).content().startsWith("migrated\n");
    assertThat(states()).containsEntry(S3, State.RUNNING);
    assertThat(running()).hasSize(2);
    assertThat(progress)
        .contains("running migrate", "starting left (left)", "running bucket")
        .anyMatch(line -> line.matches("right is ready after \\d+\\.\\d s"));
  }

  @Test
  void aServiceStartsWhenThoseItDependsOnAreReady() throws Exception {
    service(
        HDFS,
        Set.of(),
        Plan.of(daemon("base", "sleep 0.3; echo base >>trace; " + STAY))
            .provisionedBy(List.of(task("home", "echo home >>trace"))));
    service(YARN, Set.of(HDFS), Plan.of(daemon("top", "echo top >>trace; " + STAY)));
    up(YARN);
    assertThat(trace()).containsExactly("base", "home", "top");
    assertThat(states()).containsOnlyKeys(HDFS, YARN).containsValue(State.RUNNING);
  }

  @Test
  void aFailingTaskIsNamedWithItsLastLinesAndNothingStays() throws Exception {
    service(
        S3,
        Set.of(),
        Plan.of(daemon("server", STAY))
            .then(List.of(task("sync", "echo one; echo two; echo three; echo four; exit 3"))));
    assertThatThrownBy(() -> up(S3))
        .isInstanceOf(ClusterException.class)
        .hasMessage(
            "sync failed with exit code 3: two | three | four (log: %s)",
            cluster.directory().resolve("logs/sync.log"));
    assertThat(running()).isEmpty();
    assertThat(states()).doesNotContainValue(State.RUNNING);
    assertThat(cluster.environment()).isEmpty();
    assertThat(cluster.configuration()).doesNotExist();
  }

  @Test
  void aDaemonThatNeverGetsReadyIsNamedAndNothingStays() throws Exception {
    service(
        S3,
        Set.of(),
        Plan.of(
            List.of(
                daemon("good", STAY),
                daemon("slow", "echo loading; exec sleep 600", Duration.ofSeconds(1)))));
    assertThatThrownBy(() -> up(S3))
        .isInstanceOf(ClusterException.class)
        .hasMessage(
            "slow is not ready after 1 s: loading (log: %s)",
            cluster.directory().resolve("logs/slow.log"));
    assertThat(running()).isEmpty();
  }

  @Test
  void aDaemonThatEndsWhileStartingIsNamed() throws Exception {
    service(S3, Set.of(), Plan.of(daemon("server", "echo 'Error: no license'; exit 1")));
    assertThatThrownBy(() -> up(S3))
        .hasMessage(
            "server ended while starting: Error: no license (log: %s)",
            cluster.directory().resolve("logs/server.log"));
  }

  @Test
  void aServiceThatFailsLeavesTheOthersUp() throws Exception {
    service(S3, Set.of(), Plan.of(daemon("store", STAY)));
    service(GCS, Set.of(), Plan.of(task("broken", "exit 1")));
    up(S3);
    assertThatThrownBy(() -> up(GCS)).hasMessageStartingWith("broken failed with exit code 1 (log");
    assertThat(states()).containsEntry(S3, State.RUNNING);
    assertThat(cluster.environment()).containsOnlyKeys("S3_ADDRESS");
  }

  @Test
  void provisioningIsRepeatedAndRunningDaemonsStay() throws Exception {
    service(
        S3,
        Set.of(),
        Plan.of(task("migrate", "echo migrated >>trace"))
            .then(List.of(daemon("server", STAY)))
            .provisionedBy(List.of(task("bucket", "echo bucket >>trace"))));
    up(S3);
    List<String> before = running();
    up(S3);
    assertThat(running()).isEqualTo(before);
    assertThat(trace()).containsExactly("migrated", "bucket", "bucket");
  }

  @Test
  void whenOneOfManyProcessesDiesUpStartsThatOneAgain() throws Exception {
    service(
        S3,
        Set.of(),
        Plan.of(task("migrate", "echo migrated >>trace"))
            .then(List.of(daemon("api", STAY), daemon("worker", STAY))));
    up(S3);
    ProcessHandle worker = process("worker");
    ProcessHandle api = process("api");
    worker.destroyForcibly();
    await().until(() -> !worker.isAlive());
    ServiceStatus status = cluster.status().get(0);
    assertThat(status.state()).isEqualTo(State.DEAD);
    assertThat(status.dead()).containsExactly("worker");
    assertThat(cluster.environment()).as("its tools say that it does not answer").isNotEmpty();
    up(S3);
    assertThat(process("api").pid()).isEqualTo(api.pid());
    assertThat(process("worker").pid()).isNotEqualTo(worker.pid());
    assertThat(trace()).containsExactly("migrated", "migrated");
    assertThat(states()).containsEntry(S3, State.RUNNING);
  }

  private ProcessHandle process(String name) throws Exception {
    Path record = cluster.directory().resolve("processes").resolve(name + ".properties");
    return Files.readAllLines(record).stream()
        .filter(line -> line.startsWith("pid="))
        .map(line -> ProcessHandle.of(Long.parseLong(line.substring("pid=".length()))))
        .findFirst()
        .orElseThrow()
        .orElseThrow();
  }

  @Test
  void portsConfigurationStatusAndVariablesAreThoseOfTheServicesThatWereAskedFor()
      throws Exception {
    service(HDFS, Set.of(), Plan.of(daemon("base", STAY)));
    service(S3, Set.of(), Plan.of(daemon("store", STAY)));
    up(HDFS);
    assertThat(cluster.environment()).containsOnlyKeys("HDFS_ADDRESS");
    assertThat(cluster.endpoints()).containsOnlyKeys("hdfs");
    assertThat(states()).containsOnlyKeys(HDFS);
    assertThat(names(cluster.configuration())).containsExactly("hdfs.conf");
    assertThat(cluster.directory().resolve("ports.properties")).content().doesNotContain("s3");

    up(S3);
    assertThat(cluster.environment()).containsOnlyKeys("HDFS_ADDRESS", "S3_ADDRESS");
    String port = cluster.endpoints().get("s3");
    cluster.down(Set.of(S3), line -> {});
    assertThat(cluster.environment()).containsOnlyKeys("HDFS_ADDRESS");
    assertThat(states()).containsEntry(S3, State.STOPPED).containsEntry(HDFS, State.RUNNING);
    assertThat(names(cluster.configuration())).containsExactly("hdfs.conf");
    up(S3);
    assertThat(cluster.endpoints()).as("the same port again").containsEntry("s3", port);

    cluster.down(line -> {});
    assertThat(cluster.environment()).isEmpty();
    assertThat(cluster.configuration()).doesNotExist();
    assertThat(states()).containsOnlyKeys(HDFS, S3).containsValue(State.STOPPED);
  }

  private static List<String> names(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFreshStartRemovesTheDataOfTheServicesNamedAndOfWhatOnlyTheyNeed() throws Exception {
    service(HDFS, Set.of(), Plan.of(daemon("base", STAY)));
    service(YARN, Set.of(HDFS), Plan.of(daemon("top", STAY)));
    service(S3, Set.of(), Plan.of(daemon("store", STAY)));
    up(YARN, S3);
    for (ServiceName service : List.of(HDFS, YARN, S3)) {
      keep(service);
    }
    ProcessHandle base = process("base");

    fresh(S3);
    assertThat(kept()).containsExactlyInAnyOrder(HDFS, YARN);
    assertThat(process("base").pid()).as("not even restarted").isEqualTo(base.pid());

    keep(S3);
    fresh(YARN);
    assertThat(kept()).containsExactly(S3);
    assertThat(states().values()).containsOnly(State.RUNNING);

    // A user has named HDFS itself: it is not YARN's alone any more.
    up(HDFS);
    keep(HDFS);
    keep(YARN);
    fresh(YARN);
    assertThat(kept()).containsExactlyInAnyOrder(HDFS, S3);

    // What stands on it is started again, with its data.
    keep(YARN);
    ProcessHandle top = process("top");
    fresh(HDFS);
    assertThat(kept()).containsExactlyInAnyOrder(YARN, S3);
    assertThat(process("top").pid()).isNotEqualTo(top.pid());
    assertThat(states().values()).containsOnly(State.RUNNING);
  }

  private void fresh(ServiceName name) throws Exception {
    cluster.up(UpOptions.of(name).withFreshData(), progress::add);
  }

  private Path data(ServiceName service) {
    return cluster.directory().resolve("data").resolve(service.label()).resolve("file");
  }

  private void keep(ServiceName service) throws Exception {
    Files.createDirectories(data(service).getParent());
    Files.writeString(data(service), "kept");
  }

  private List<ServiceName> kept() {
    return services.keySet().stream().filter(name -> Files.exists(data(name))).toList();
  }
}
