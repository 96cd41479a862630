package dev.drydock.cli;

import dev.drydock.cluster.ClassArchive;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.Jvm;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.RuntimeName;
import dev.drydock.cluster.ServiceName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The program for objects and files, on this cluster unless the user's own settings say else. */
final class StorageTool {
  private static final int HEAP_MEGABYTES = 256;
  private static final String MAIN_CLASS = "dev.drydock.storage.Storage";

  /**
   * A store of the cluster.
   *
   * @param prefix of its URLs
   * @param service what it is a store of
   * @param ownSettings variables any of which says that the user means a store of his own
   * @param settings beginnings of the names of all its variables
   */
  private record Store(
      String prefix, ServiceName service, Set<String> ownSettings, List<String> settings) {
    boolean isUsersOwn(Map<String, String> environment) {
      return ownSettings.stream().anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
    }

    boolean has(String variable) {
      return settings.stream().anyMatch(variable::startsWith);
    }
  }

  private static final List<Store> STORES =
      List.of(
          new Store(
              "s3:",
              ServiceName.S3,
              Set.of(
                  "AWS_ENDPOINT_URL",
                  "AWS_ENDPOINT_URL_S3",
                  "AWS_PROFILE",
                  "AWS_ACCESS_KEY_ID",
                  "AWS_WEB_IDENTITY_TOKEN_FILE",
                  "AWS_CONTAINER_CREDENTIALS_FULL_URI"),
              List.of("AWS_")),
          new Store(
              "gs:",
              ServiceName.GCS,
              Set.of("STORAGE_EMULATOR_HOST", "GOOGLE_APPLICATION_CREDENTIALS"),
              List.of("STORAGE_EMULATOR_HOST", "GOOGLE_", "CLOUDSDK_")),
          new Store("hdfs:", ServiceName.HDFS, Set.of("HADOOP_CONF_DIR"), List.of("HADOOP_")));

  private StorageTool() {}

  static int run(List<String> arguments, ClusterOption option)
      throws CommandFailure, ClusterException, InterruptedException {
    LocalCluster cluster = option.cluster();
    if (!arguments.contains("--help")) {
      for (Store store : STORES) {
        if (!store.isUsersOwn(System.getenv())) {
          check(store, arguments, cluster, option);
        }
      }
    }
    Installation installation = Installation.locate();
    try (Progress progress = new Progress()) {
      // Where there is no terminal, a program may read what this one says of a copy.
      new ClassArchive(installation, RuntimeName.STORAGE)
          .make(Terminal.errors() ? progress::tell : line -> {});
    }
    Jvm jvm = jvm(installation);
    return PassThrough.inherit(
        jvm.arguments(arguments).command(), environment(Env.of(cluster), System.getenv()));
  }

  private static Jvm jvm(Installation installation) throws ClusterException {
    return Jvm.of(installation, RuntimeName.STORAGE, MAIN_CLASS)
        .heap(HEAP_MEGABYTES)
        .property("drydock.state", installation.state())
        .property("drydock.starter", ProcessHandle.current().pid());
  }

  private static void check(
      Store store, List<String> arguments, LocalCluster cluster, ClusterOption option)
      throws CommandFailure, ClusterException {
    for (String argument : arguments) {
      // A URL with an address names a NameNode of its own.
      boolean configured =
          argument.startsWith(store.prefix)
              && (!store.prefix.equals("hdfs:") || !argument.startsWith("hdfs://"));
      if (configured && !cluster.isRunning(store.service)) {
        throw CommandFailure.failed(
            argument
                + ": "
                + store.service.label()
                + " is not up: "
                + option.command("up " + store.service.label()));
      }
    }
  }

  /**
   * What the user has not set for a store himself, as half of his and half of ours fits neither.
   */
  static Map<String, String> environment(Map<String, String> cluster, Map<String, String> user) {
    Map<String, String> variables = new HashMap<>(cluster);
    for (Store store : STORES) {
      if (store.isUsersOwn(user)) {
        variables.keySet().removeIf(store::has);
      }
    }
    variables.keySet().removeAll(user.keySet());
    return variables;
  }
}
