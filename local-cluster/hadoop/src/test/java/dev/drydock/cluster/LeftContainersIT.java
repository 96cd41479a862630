package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.cluster.process.ChildProcess;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.client.api.YarnClientApplication;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kills the JVM of all Hadoop daemons while a container runs. */
class LeftContainersIT {
  private LocalCluster cluster;

  @BeforeEach
  void up() throws Exception {
    cluster =
        LocalCluster.named(Installation.locate(), "containers-" + ProcessHandle.current().pid());
    cluster.up(UpOptions.of(ServiceName.YARN), System.err::println);
  }

  @AfterEach
  void end() throws Exception {
    cluster.remove(line -> {});
  }

  @Test
  void theNextCommandEndsContainersOfAKilledNodeManager() throws Exception {
    ApplicationId application = submit();
    List<ProcessHandle> containers = containers();
    ChildProcess hadoop = ChildProcess.readAll(cluster.directory().resolve("processes")).get(0);

    hadoop.handle().orElseThrow().destroyForcibly();
    await().until(() -> hadoop.handle().isEmpty());
    assertThat(containers).allMatch(ProcessHandle::isAlive);

    List<ServiceStatus> status = cluster.status();

    assertThat(status)
        .filteredOn(line -> line.service() == ServiceName.YARN)
        .extracting(ServiceStatus::state)
        .containsExactly(ServiceStatus.State.DEAD);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> containers.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(Traces.processesOf(cluster.directory())).isEmpty();

    cluster.up(UpOptions.of(ServiceName.YARN), System.err::println);
    try (YarnClient client = client()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  client.getApplicationReport(application).getYarnApplicationState()
                      == YarnApplicationState.KILLED);
    }
  }

  @Test
  void downEndsRunningContainers() throws Exception {
    submit();
    List<ProcessHandle> containers = containers();

    cluster.down(line -> {});

    assertThat(containers).noneMatch(ProcessHandle::isAlive);
    assertThat(Traces.processesOf(cluster.directory())).isEmpty();
  }

  /** The processes that run a script of a container, with all they have started. */
  private List<ProcessHandle> containers() {
    Set<ProcessHandle> containers = new LinkedHashSet<>();
    String folder = cluster.directory().resolve("data/yarn/yarn-local") + "/";
    ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(folder))
        .forEach(
            process -> {
              containers.add(process);
              process.descendants().forEach(containers::add);
            });
    return List.copyOf(containers);
  }

  /** An application master that does nothing for a long time. */
  private ApplicationId submit() throws Exception {
    try (YarnClient client = client()) {
      YarnClientApplication application = client.createApplication();
      ApplicationSubmissionContext submission = application.getApplicationSubmissionContext();
      submission.setApplicationName("sleeps");
      submission.setResource(Resource.newInstance(256, 1));
      submission.setAMContainerSpec(
          ContainerLaunchContext.newInstance(
              Map.of(), Map.of(), List.of("sleep 600"), Map.of(), null, Map.of()));
      ApplicationId id = client.submitApplication(submission);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> containers().stream().anyMatch(LeftContainersIT::sleeps));
      return id;
    }
  }

  private static boolean sleeps(ProcessHandle handle) {
    return handle.info().command().orElse("").endsWith("sleep");
  }

  private YarnClient client() {
    YarnConfiguration configuration = new YarnConfiguration();
    for (String file : List.of("core-site.xml", "yarn-site.xml")) {
      configuration.addResource(new Path(cluster.configuration().resolve(file).toUri()));
    }
    YarnClient client = YarnClient.createYarnClient();
    client.init(configuration);
    client.start();
    return client;
  }
}
