package dev.drydock.cluster.services;

import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.service.Service;

/** The class of each service. */
public final class Services {
  private Services() {}

  public static Service of(ServiceName name) {
    return switch (name) {
      case HDFS -> new HdfsService();
      case YARN -> new YarnService();
      case SPARK -> new SparkService();
      case S3 -> new S3Service();
      case GCS -> new GcsService();
      case REDIS -> new RedisService();
      case LOCALSTACK -> new LocalStackService();
      case SPARK_YARN -> new SparkYarnService();
    };
  }
}
