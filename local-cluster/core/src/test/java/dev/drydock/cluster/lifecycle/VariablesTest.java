package dev.drydock.cluster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.Installation;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Ports;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.services.Services;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariablesTest {
  @TempDir private Path folder;
  private final List<Service> all = Arrays.stream(ServiceName.values()).map(Services::of).toList();
  private ClusterContext context;

  @BeforeEach
  void layOut() throws Exception {
    Ports ports = Ports.read(folder.resolve("ports.properties"));
    List<String> keys = all.stream().flatMap(s -> s.portKeys(false).stream()).toList();
    ports.choose(keys, Set.of(), Map.of());
    Installation installation = new Installation(folder, folder.resolve("state"));
    context = new ClusterContext(installation, "test", folder, ports, false);
    Services.of(ServiceName.GCS).prepare(context, line -> {});
  }

  @Test
  void everyVariableThatServicesSetDifferentlyHasAnOwner() throws Exception {
    Map<String, Map<String, Set<ServiceName>>> values = new TreeMap<>();
    for (Service service : all) {
      service
          .environment(context)
          .forEach(
              (variable, value) ->
                  values
                      .computeIfAbsent(variable, key -> new TreeMap<>())
                      .computeIfAbsent(value, key -> new TreeSet<>())
                      .add(service.name()));
    }
    values.values().removeIf(byValue -> byValue.size() == 1);
    assertThat(Variables.OWNERS).containsOnlyKeys(values.keySet());
    values.forEach(
        (variable, byValue) ->
            assertThat(Variables.OWNERS.get(variable))
                .as(variable)
                .containsExactlyInAnyOrderElementsOf(
                    byValue.values().stream().flatMap(Set::stream).toList()));
  }

  @Test
  void theFirstOwnerThatIsUpCounts() throws Exception {
    String localStack = "http://" + context.address("localstack");
    assertThat(variables(ServiceName.LOCALSTACK))
        .containsEntry("AWS_ENDPOINT_URL", localStack)
        .containsEntry("AWS_ENDPOINT_URL_SQS", localStack)
        .containsEntry("AWS_ACCESS_KEY_ID", "test");
    assertThat(variables(ServiceName.LOCALSTACK, ServiceName.S3))
        .containsEntry("AWS_ENDPOINT_URL", "http://" + context.address("s3"))
        .containsEntry("AWS_ENDPOINT_URL_SQS", localStack)
        .hasEntrySatisfying("AWS_ACCESS_KEY_ID", key -> assertThat(key).startsWith("DRYDOCK"));
    assertThat(variables(ServiceName.HDFS)).containsOnlyKeys("HADOOP_CONF_DIR", "JAVA_HOME");
  }

  private Map<String, String> variables(ServiceName... names) throws Exception {
    return Variables.of(Arrays.stream(names).map(Services::of).toList(), context);
  }
}
