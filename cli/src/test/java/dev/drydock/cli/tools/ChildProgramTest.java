package dev.drydock.cli.tools;

import static dev.drydock.cluster.ServiceName.GCS;
import static dev.drydock.cluster.ServiceName.HDFS;
import static dev.drydock.cluster.ServiceName.S3;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildProgramTest {
  private static final ChildProgram STORAGE = Programs.find("storage").orElseThrow();

  @Test
  void theServicesOfTheClusterAreUsed() {
    assertThat(STORAGE.services(Map.of("PATH", "/bin", "AWS_PROFILE", "")))
        .containsExactlyInAnyOrder(S3, GCS, HDFS);
  }

  @Test
  void anAccountOfTheUsersOwnTakesThePlaceOfTheService() {
    assertThat(STORAGE.services(Map.of("AWS_PROFILE", "work")))
        .containsExactlyInAnyOrder(GCS, HDFS);
    assertThat(STORAGE.services(Map.of("GOOGLE_APPLICATION_CREDENTIALS", "/key.json")))
        .containsExactlyInAnyOrder(S3, HDFS);
    assertThat(STORAGE.services(Map.of("HADOOP_CONF_DIR", "/conf")))
        .containsExactlyInAnyOrder(S3, GCS);
  }

  @Test
  void whatTheUserHasSetStays() {
    Map<String, String> cluster = Map.of("AWS_REGION", "us-east-1", "AWS_ENDPOINT_URL", "http://h");
    assertThat(ChildProgram.environment(cluster, Map.of("AWS_REGION", "eu-west-1")))
        .containsExactly(Map.entry("AWS_ENDPOINT_URL", "http://h"));
  }
}
