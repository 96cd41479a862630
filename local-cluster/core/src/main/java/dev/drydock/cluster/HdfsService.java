package dev.drydock.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A NameNode and its DataNode, or two of them where each daemon has its own process. */
final class HdfsService implements Service {
  private static final String FILTERS = "dev.drydock.cluster.hadoop";

  @Override
  public ServiceName name() {
    return ServiceName.HDFS;
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
  public List<Role> roles(ClusterContext context) {
    List<Role> roles = new ArrayList<>();
    roles.add(new Role("namenode", HadoopProgram.of()));
    dataNodes(context.separate()).forEach(node -> roles.add(new Role(node, HadoopProgram.of())));
    return roles;
  }

  @Override
  public void configure(ClusterContext context, Configuration configuration) {
    configuration.site("core-site.xml", "fs.defaultFS", endpoint(context));
    configuration.site("core-site.xml", "hadoop.tmp.dir", context.data().resolve("hadoop-tmp"));
    configuration.site(
        "core-site.xml", "hadoop.http.filter.initializers", FILTERS + ".BrowserGuard");
    // A MapReduce application master listens on all addresses, whatever is set; every server asks
    // this
    // policy who may call.
    configuration.site("core-site.xml", "hadoop.security.authorization", true);
    configuration.site(
        "hadoop-policy.xml", "security.service.authorization.default.hosts", "127.0.0.0/8");
    // An endpoint that is not there is told within two seconds.
    configuration.site("core-site.xml", "ipc.client.connect.max.retries", 10);
    configuration.site("core-site.xml", "ipc.client.connect.retry.interval", 200);

    site(configuration, "dfs.namenode.name.dir", context.data().resolve("namenode").toUri());
    site(configuration, "dfs.namenode.rpc-address", context.address("hdfs.namenode"));
    site(configuration, "dfs.namenode.http-address", context.address("hdfs.namenode.http"));
    site(configuration, "dfs.namenode.safemode.extension", 0);
    site(configuration, "dfs.namenode.safemode.min.datanodes", 1);
    // Loopback has no names to check.
    site(configuration, "dfs.namenode.datanode.registration.ip-hostname-check", false);
    // A process that is killed loses nothing without it, only a machine without power does.
    site(configuration, "dfs.namenode.edits.noeditlogchannelflush", true);
    site(configuration, "dfs.replication", dataNodes(context.separate()).size());
    // With two nodes there is no third to go to when one fails while a file is written.
    site(configuration, "dfs.client.block.write.replace-datanode-on-failure.policy", "NEVER");
    site(configuration, "dfs.datanode.httpserver.filter.handlers", FILTERS + ".DataNodeGuard");
    // A dead DataNode is noticed after 2 * 5 s + 10 * 1 s.
    site(configuration, "dfs.heartbeat.interval", 1);
    site(configuration, "dfs.namenode.heartbeat.recheck-interval", 5000);
    for (String node : dataNodes(context.separate())) {
      // The first node's settings serve all; another node's override them in a file of its own.
      String file = node.equals("datanode") ? "hdfs-site.xml" : node + ".xml";
      configuration.site(file, "dfs.datanode.data.dir", context.data().resolve(node).toUri());
      configuration.site(file, "dfs.datanode.hostname", Ports.LOOPBACK);
      configuration.site(file, "dfs.datanode.address", context.address("hdfs." + node));
      configuration.site(
          file, "dfs.datanode.ipc.address", context.address("hdfs." + node + ".ipc"));
      configuration.site(
          file, "dfs.datanode.http.address", context.address("hdfs." + node + ".http"));
    }
    configuration.text(
        "log4j.properties",
        """
        log4j.rootLogger=WARN,console
        log4j.appender.console=org.apache.log4j.ConsoleAppender
        log4j.appender.console.target=System.err
        log4j.appender.console.layout=org.apache.log4j.PatternLayout
        log4j.appender.console.layout.ConversionPattern=%d{yyyy-MM-dd HH:mm:ss,SSS} %p %c{2}: %m%n
        # The progress of a job, for the client that waits for it.
        log4j.logger.org.apache.hadoop.mapreduce.Job=INFO
        # It only tells that there is no native Hadoop library, which nothing here needs.
        log4j.logger.org.apache.hadoop.util.NativeCodeLoader=ERROR
        """);
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
    return Map.of("HADOOP_CONF_DIR", context.configuration().toString());
  }
}
