package dev.drydock.cluster.services;

import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Configuration;
import dev.drydock.cluster.service.Plan;
import dev.drydock.cluster.service.Ports;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.service.Step.Daemon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A NameNode and its DataNode, or two DataNodes if each daemon has its own process. */
final class HdfsService implements Service {
  private static final String FILTERS = "dev.drydock.cluster.hadoop";

  @Override
  public ServiceName name() {
    return ServiceName.HDFS;
  }

  @Override
  public String summary() {
    return "Hadoop's distributed file system: NameNode and DataNode";
  }

  @Override
  public boolean startsByDefault() {
    return true;
  }

  /** A path with a host may name another NameNode. */
  @Override
  public boolean stores(String path) {
    return path.startsWith("hdfs:///") || path.matches("hdfs:/[^/].*");
  }

  @Override
  public List<String> portKeys(boolean separate) {
    List<String> keys = new ArrayList<>(List.of("hdfs.namenode", "hdfs.namenode.http"));
    for (String node : dataNodes(separate)) {
      keys.add("hdfs." + node);
      keys.add("hdfs." + node + ".ipc");
      keys.add("hdfs." + node + ".http");
    }
    return keys;
  }

  @Override
  public Plan plan(ClusterContext context) {
    List<Daemon> daemons = new ArrayList<>();
    daemons.add(Daemon.of("namenode", HadoopProgram.of()));
    dataNodes(context.separate()).forEach(node -> daemons.add(Daemon.of(node, HadoopProgram.of())));
    return Plan.of(daemons);
  }

  @Override
  public void configure(ClusterContext context, Configuration configuration) {
    configuration.site("core-site.xml", "fs.defaultFS", endpoint(context));
    configuration.site(
        "core-site.xml", "hadoop.tmp.dir", context.data(name()).resolve("hadoop-tmp"));
    configuration.site(
        "core-site.xml", "hadoop.http.filter.initializers", FILTERS + ".BrowserGuard");
    // A MapReduce application master always listens on all addresses. Every server checks this
    // policy for who may call it.
    configuration.site("core-site.xml", "hadoop.security.authorization", true);
    configuration.site(
        "hadoop-policy.xml", "security.service.authorization.default.hosts", "127.0.0.0/8");
    // After two seconds a client reports that an endpoint does not answer.
    configuration.site("core-site.xml", "ipc.client.connect.max.retries", 10);
    configuration.site("core-site.xml", "ipc.client.connect.retry.interval", 200);

    site(configuration, "dfs.namenode.name.dir", context.data(name()).resolve("namenode").toUri());
    site(configuration, "dfs.namenode.rpc-address", context.address("hdfs.namenode"));
    site(configuration, "dfs.namenode.http-address", context.address("hdfs.namenode.http"));
    site(configuration, "dfs.namenode.safemode.extension", 0);
    site(configuration, "dfs.namenode.safemode.min.datanodes", 1);
    // Loopback addresses have no host names to check.
    site(configuration, "dfs.namenode.datanode.registration.ip-hostname-check", false);
    // Without it a killed process loses nothing; only a power failure could lose data.
    site(configuration, "dfs.namenode.edits.noeditlogchannelflush", true);
    site(configuration, "dfs.replication", dataNodes(context.separate()).size());
    // With two nodes there is no third one to replace a node that fails during a write.
    site(configuration, "dfs.client.block.write.replace-datanode-on-failure.policy", "NEVER");
    site(configuration, "dfs.datanode.httpserver.filter.handlers", FILTERS + ".DataNodeGuard");
    // A DataNode counts as dead after 2 * 5 s + 10 * 1 s.
    site(configuration, "dfs.heartbeat.interval", 1);
    site(configuration, "dfs.namenode.heartbeat.recheck-interval", 5000);
    for (String node : dataNodes(context.separate())) {
      // The first node's settings serve all; another node's override them in a file of its own.
      String file = node.equals("datanode") ? "hdfs-site.xml" : node + ".xml";
      configuration.site(file, "dfs.datanode.data.dir", context.data(name()).resolve(node).toUri());
      configuration.site(file, "dfs.datanode.hostname", Ports.LOOPBACK);
      configuration.site(file, "dfs.datanode.address", context.address("hdfs." + node));
      configuration.site(
          file, "dfs.datanode.ipc.address", context.address("hdfs." + node + ".ipc"));
      configuration.site(
          file, "dfs.datanode.http.address", context.address("hdfs." + node + ".http"));
    }
    HadoopClients.configure(configuration);
  }

  private static void site(Configuration configuration, String key, Object value) {
    configuration.site("hdfs-site.xml", key, value);
  }

  private static List<String> dataNodes(boolean separate) {
    return separate ? List.of("datanode", "datanode-2") : List.of("datanode");
  }

  @Override
  public String endpoint(ClusterContext context) {
    return "hdfs://" + context.address("hdfs.namenode");
  }

  @Override
  public String webInterface(ClusterContext context) {
    return "http://" + context.address("hdfs.namenode.http");
  }

  @Override
  public Map<String, String> environment(ClusterContext context) {
    return HadoopClients.environment(context);
  }
}
