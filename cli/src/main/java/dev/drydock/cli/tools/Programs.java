package dev.drydock.cli.tools;

import dev.drydock.cluster.RuntimeName;
import dev.drydock.cluster.ServiceName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Drydock's own programs that verbs start, each with its own class path. */
final class Programs {
  static final List<ChildProgram> ALL =
      List.of(
          new ChildProgram(
              "storage",
              "Copies, lists and removes objects and files of s3://, gs://, hdfs:// and file:.",
              RuntimeName.STORAGE,
              "dev.drydock.storage.Storage",
              Map.of(
                  ServiceName.S3, OwnSettings.AWS,
                  ServiceName.GCS, OwnSettings.GOOGLE,
                  ServiceName.HDFS, Set.of("HADOOP_CONF_DIR"))),
          new ChildProgram(
              "bench",
              "Measures jobs and their steps, copies of objects, or the Cloud Storage server.",
              RuntimeName.BENCH,
              "dev.drydock.bench.Bench",
              Map.of()));

  private Programs() {}

  static Optional<ChildProgram> find(String name) {
    return ALL.stream().filter(program -> program.name().equals(name)).findFirst();
  }
}
