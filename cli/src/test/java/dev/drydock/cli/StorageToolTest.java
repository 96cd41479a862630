package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageToolTest {
  private static final Map<String, String> CLUSTER =
      Map.of(
          "AWS_ACCESS_KEY_ID", "ours",
          "AWS_SECRET_ACCESS_KEY", "ours",
          "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
          "STORAGE_EMULATOR_HOST", "http://127.0.0.1:2",
          "HADOOP_CONF_DIR", "/conf");

  @Test
  void usesTheCluster() {
    assertThat(StorageTool.environment(CLUSTER, Map.of("PATH", "/bin"))).isEqualTo(CLUSTER);
  }

  @Test
  void whatTheUserHasSetStays() {
    assertThat(StorageTool.environment(CLUSTER, Map.of("AWS_REGION", "eu-west-1")))
        .isEqualTo(CLUSTER);
    assertThat(StorageTool.environment(CLUSTER, Map.of("AWS_SECRET_ACCESS_KEY", "typed")))
        .doesNotContainKey("AWS_SECRET_ACCESS_KEY");
  }

  @Test
  void aStoreOfTheUsersOwnIsWhollyHis() {
    assertThat(StorageTool.environment(CLUSTER, Map.of("AWS_PROFILE", "work")))
        .containsOnlyKeys("STORAGE_EMULATOR_HOST", "HADOOP_CONF_DIR");
    assertThat(
            StorageTool.environment(CLUSTER, Map.of("GOOGLE_APPLICATION_CREDENTIALS", "/key.json")))
        .doesNotContainKey("STORAGE_EMULATOR_HOST")
        .containsKeys("AWS_ENDPOINT_URL", "HADOOP_CONF_DIR");
  }
}
