package dev.drydock.cluster.services;

import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Configuration;
import java.util.Map;

/** Settings that clients of Hadoop's file systems need, whichever service is up. */
final class HadoopClients {
  private HadoopClients() {}

  static void configure(Configuration configuration) {
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

  static Map<String, String> environment(ClusterContext context) {
    return Map.of(
        "HADOOP_CONF_DIR", context.configuration().toString(),
        "JAVA_HOME", System.getProperty("java.home"));
  }
}
