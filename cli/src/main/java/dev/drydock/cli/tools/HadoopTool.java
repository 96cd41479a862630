package dev.drydock.cli.tools;

import dev.drydock.cli.cluster.ClusterOption;
import dev.drydock.cli.cluster.RequiredServices;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.Jvm;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.RuntimeName;
import dev.drydock.cluster.ServiceName;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Nearest;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The subcommands of Hadoop's scripts and the classes behind them. */
public record HadoopTool(String name, String mainClass, ServiceName needs, String description) {
  private static final int HEAP_MEGABYTES = 512;
  private static final String CLASS_PATH = "classpath";

  private static final HadoopTool FS =
      anywhere("fs", "fs.FsShell", "files of any store: -ls, -put, -cat, -rm …");
  private static final HadoopTool JAR =
      anywhere("jar", "util.RunJar", "runs the main class of a jar: JAR [CLASS] ARGUMENTS");
  private static final HadoopTool VERSION =
      anywhere("version", "util.VersionInfo", "the version of Hadoop");
  private static final HadoopTool PRINT_CLASS_PATH =
      anywhere(CLASS_PATH, "util.Classpath", "the class path of Hadoop's jars");
  private static final HadoopTool DISTCP =
      anywhere("distcp", "tools.DistCp", "copies many files by a MapReduce job");

  private static final List<HadoopTool> HADOOP =
      List.of(
          FS,
          JAR,
          DISTCP,
          VERSION,
          PRINT_CLASS_PATH,
          anywhere(
              "checknative", "util.NativeLibraryChecker", "which native libraries are installed"),
          anywhere("conftest", "util.ConfTest", "checks configuration files"),
          anywhere("credential", "security.alias.CredentialShell", "passwords in a provider"),
          anywhere("daemonlog", "log.LogLevel", "log levels of a running daemon"),
          anywhere("dtutil", "security.token.DtUtilShell", "delegation tokens"),
          anywhere("key", "crypto.key.KeyShell", "keys in a provider"),
          anywhere("s3guard", "fs.s3a.s3guard.S3GuardTool", "inspects S3 buckets"));

  private static final List<HadoopTool> HDFS =
      List.of(
          hdfs("dfs", "fs.FsShell", "files: -ls, -put, -cat, -rm …"),
          hdfs("dfsadmin", "hdfs.tools.DFSAdmin", "-report, -safemode, -refreshNodes …"),
          hdfs("fsck", "hdfs.tools.DFSck", "finds missing and broken blocks"),
          anywhere("getconf", "hdfs.tools.GetConf", "values of the configuration"),
          hdfs("balancer", "hdfs.server.balancer.Balancer", "spreads blocks over DataNodes"),
          hdfs("cacheadmin", "hdfs.tools.CacheAdmin", "blocks kept in memory"),
          hdfs("debug", "hdfs.tools.DebugAdmin", "verifies and recovers blocks"),
          hdfs("ec", "hdfs.tools.ECAdmin", "erasure coding"),
          hdfs("groups", "hdfs.tools.GetGroups", "the groups of users"),
          hdfs("mover", "hdfs.server.mover.Mover", "moves blocks by storage policy"),
          hdfs(
              "lsSnapshottableDir",
              "hdfs.tools.snapshot.LsSnapshottableDir",
              "folders that allow snapshots"),
          hdfs(
              "snapshotDiff",
              "hdfs.tools.snapshot.SnapshotDiff",
              "differences between two snapshots"),
          hdfs(
              "storagepolicies",
              "hdfs.tools.StoragePolicyAdmin",
              "lists and sets storage policies"),
          anywhere(
              "oev",
              "hdfs.tools.offlineEditsViewer.OfflineEditsViewer",
              "reads an edit log of the NameNode"),
          anywhere(
              "oiv",
              "hdfs.tools.offlineImageViewer.OfflineImageViewerPB",
              "reads an image of the NameNode"),
          PRINT_CLASS_PATH,
          VERSION);

  private static final List<HadoopTool> YARN =
      List.of(
          yarn("application", "yarn.client.cli.ApplicationCLI", "-list, -status, -kill …"),
          yarn("app", "yarn.client.cli.ApplicationCLI", "the same as application"),
          yarn("applicationattempt", "yarn.client.cli.ApplicationCLI", "-list, -status"),
          yarn("container", "yarn.client.cli.ApplicationCLI", "-list, -status"),
          yarn("node", "yarn.client.cli.NodeCLI", "-list, -status"),
          yarn("logs", "yarn.client.cli.LogsCLI", "-applicationId ID"),
          yarn("queue", "yarn.client.cli.QueueCLI", "-status NAME"),
          yarn("cluster", "yarn.client.cli.ClusterCLI", "labels of nodes"),
          yarn("nodeattributes", "yarn.client.cli.NodeAttributesCLI", "attributes of nodes"),
          yarn("rmadmin", "yarn.client.cli.RMAdminCLI", "refreshes queues and nodes"),
          yarn("schedulerconf", "yarn.client.cli.SchedConfCLI", "changes queues"),
          yarn("top", "yarn.client.cli.TopCLI", "what is running"),
          JAR,
          PRINT_CLASS_PATH,
          VERSION);

  private static final List<HadoopTool> MAPRED =
      List.of(
          yarn("job", "mapred.JobClient", "-list, -status, -kill, -history …"),
          yarn("queue", "mapred.JobQueueClient", "-list, -info NAME"),
          yarn("hsadmin", "mapreduce.v2.hs.client.HSAdmin", "the JobHistoryServer"),
          yarn("sampler", "mapred.lib.InputSampler", "samples input for a total order"),
          DISTCP,
          PRINT_CLASS_PATH,
          VERSION);

  private static HadoopTool anywhere(String name, String mainClass, String description) {
    return new HadoopTool(name, "org.apache.hadoop." + mainClass, null, description);
  }

  private static HadoopTool hdfs(String name, String mainClass, String description) {
    return new HadoopTool(name, "org.apache.hadoop." + mainClass, ServiceName.HDFS, description);
  }

  private static HadoopTool yarn(String name, String mainClass, String description) {
    return new HadoopTool(name, "org.apache.hadoop." + mainClass, ServiceName.YARN, description);
  }

  public static List<HadoopTool> of(String script) {
    return switch (script) {
      case "hadoop" -> HADOOP;
      case "hdfs" -> HDFS;
      case "yarn" -> YARN;
      case "mapred" -> MAPRED;
      default -> throw new IllegalArgumentException("Hadoop has no script " + script);
    };
  }

  static int run(String script, List<String> arguments, ClusterOption option)
      throws CommandFailure, ClusterException, InterruptedException {
    if (arguments.isEmpty()
        || List.of("-h", "-help", "--help", "help").contains(arguments.get(0))) {
      help(script).forEach(System.out::println);
      return 0;
    }
    HadoopTool tool = find(script, arguments.get(0));
    List<String> rest = arguments.subList(1, arguments.size());
    LocalCluster cluster = option.cluster();
    if (tool.needs != null) {
      RequiredServices.check(cluster, option, Set.of(tool.needs));
    }
    Jvm jvm = jvm(Installation.locate(), cluster, tool.mainClass).heap(HEAP_MEGABYTES);
    if (tool.name.equals(CLASS_PATH)) {
      System.out.println(classPath(Installation.locate(), cluster));
      return 0;
    }
    // ApplicationCLI implements several subcommands and needs the name of the one that was called.
    if (tool.mainClass.endsWith(".ApplicationCLI")) {
      jvm = jvm.arguments(List.of(tool.name.equals("app") ? "application" : tool.name));
    }
    return Inheritance.run(jvm.arguments(rest).command(), cluster.environment());
  }

  /** A client of Hadoop with the configuration of the cluster, if the cluster was ever up. */
  public static Jvm jvm(Installation installation, LocalCluster cluster, String mainClass)
      throws ClusterException {
    Jvm jvm = Jvm.of(installation, RuntimeName.HADOOP, mainClass);
    return Files.isDirectory(cluster.configuration()) ? jvm.append(cluster.configuration()) : jvm;
  }

  private static String classPath(Installation installation, LocalCluster cluster)
      throws ClusterException {
    List<Path> entries = new ArrayList<>(installation.classPath(RuntimeName.HADOOP));
    entries.add(cluster.configuration());
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static HadoopTool find(String script, String name) throws CommandFailure {
    List<HadoopTool> tools = of(script);
    for (HadoopTool tool : tools) {
      if (tool.name.equals(name)) {
        return tool;
      }
    }
    throw CommandFailure.usage(
        script
            + " has no subcommand '"
            + name
            + "' here: "
            + Nearest.hint(name, tools.stream().map(HadoopTool::name).toList()));
  }

  private static List<String> help(String script) {
    List<String> lines = new ArrayList<>();
    lines.add("Usage: drydock " + script + " SUBCOMMAND [ARGUMENT…]");
    lines.add("Hadoop's own tools on this cluster (DRYDOCK_CLUSTER names another one).");
    lines.add("");
    for (HadoopTool tool : of(script)) {
      lines.add(String.format("  %-20s %s", tool.name, tool.description));
    }
    lines.add("");
    lines.add("Example:");
    lines.add("  drydock " + script + " " + example(script));
    return lines;
  }

  private static String example(String script) {
    Map<String, String> examples =
        Map.of(
            "hadoop", "fs -ls hdfs:///",
            "hdfs", "dfsadmin -report",
            "yarn", "application -list -appStates ALL",
            "mapred", "job -list all");
    return examples.get(script);
  }
}
