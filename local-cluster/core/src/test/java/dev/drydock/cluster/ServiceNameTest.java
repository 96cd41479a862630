package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceNameTest {
  @ParameterizedTest
  @EnumSource
  void aLabelIsReadBack(ServiceName name) throws Exception {
    assertThat(ServiceName.parse(name.label())).isEqualTo(name);
  }

  @Test
  void anUnknownNameIsAnsweredWithAllNames() {
    assertThatThrownBy(() -> ServiceName.parse("hbase"))
        .hasMessageStartingWith("no service is called 'hbase': use hdfs, yarn, spark, s3, gcs, ");
  }
}
