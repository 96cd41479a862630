package dev.drydock.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import dev.drydock.storage.files.PartialFile;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;

/** The program on HDFS. */
@LocalClusterTest(ServiceName.HDFS)
final class StorageHdfsIT extends StorageContract {
  private final LocalCluster cluster;
  private final String root = "/storage-" + UUID.randomUUID() + "/";

  StorageHdfsIT(LocalCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  StorageProcess program() throws Exception {
    return new StorageProcess(folder.resolve("state"), cluster);
  }

  @Override
  String root() {
    return "hdfs:" + root;
  }

  @Override
  List<String> unfinished() throws Exception {
    Configuration configuration = new Configuration();
    configuration.addResource(
        new org.apache.hadoop.fs.Path(cluster.configuration().resolve("core-site.xml").toUri()));
    try (FileSystem files = FileSystem.newInstance(configuration)) {
      return java.util.Arrays.stream(files.listStatus(new org.apache.hadoop.fs.Path(root)))
          .map(FileStatus::getPath)
          .map(org.apache.hadoop.fs.Path::getName)
          .filter(PartialFile::isPartial)
          .toList();
    }
  }

  @Test
  void namesThatHdfsRefusesAreOneLine() throws Exception {
    Path file = write(folder.resolve("a:b"), 10);
    assertThat(failure("cp", file.toString(), root())).contains("HDFS does not allow this name");
  }

  /** As {@code hadoop fs -put} names unfinished files. */
  @Test
  void anUnfinishedFileOfAnotherProgramIsAFile() throws Exception {
    String file = write(folder.resolve("file"), 10).toString();
    String own = root() + "own._COPYING_";
    succeed("cp", file, own);
    succeed("cp", write(folder.resolve("large"), 40_000_000).toString(), root() + "own");

    assertThat(succeed("ls", root()).output()).contains(own + "\n", root() + "own\n");
    succeed("mv", own, root() + "own");

    assertThat(succeed("ls", root()).output()).contains(root() + "own\n").hasLineCount(1);
    assertThat(succeed("cat", root() + "own").output()).hasSize(10);
  }

  @Test
  void aServiceThatIsDownIsOneLine() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThat(failure("ls", "hdfs://127.0.0.1:" + port + "/"))
        .contains("HDFS cannot be reached: './drydock up hdfs' starts the local one");
  }
}
