package dev.drydock.cluster.services;

import dev.drydock.cluster.RuntimeName;
import dev.drydock.cluster.service.Program.JavaProgram;
import java.util.List;
import java.util.Map;

/** The program of all daemons of HDFS and YARN. */
final class HadoopProgram {
  private HadoopProgram() {}

  static JavaProgram of() {
    return new JavaProgram(
        "hadoop",
        RuntimeName.HADOOP,
        "dev.drydock.cluster.hadoop.HadoopDaemons",
        384,
        List.of(),
        // Containers inherit this from the NodeManager.
        Map.of("JAVA_HOME", System.getProperty("java.home")));
  }
}
