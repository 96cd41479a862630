package dev.drydock.cluster;

/** A class path of its own: the folder whose build leaves a jar and {@code target/lib}. */
public enum RuntimeName {
  HADOOP("local-cluster/hadoop", "drydock-local-cluster-hadoop.jar"),
  SPARK("local-cluster/spark", "drydock-local-cluster-spark.jar"),
  S3("local-cluster/s3", "drydock-local-cluster-s3.jar"),
  GCS("local-cluster/gcs", "drydock-local-cluster-gcs.jar"),
  INLINE("inline", "drydock-inline.jar"),
  STORAGE("cloud/storage", "drydock-cloud-storage.jar"),
  BENCH("bench", "drydock-bench.jar"),
  AWS("cloud/aws", "drydock-cloud-aws.jar"),
  GOOGLE("cloud/google", "drydock-cloud-google.jar");

  private final String folder;
  private final String jar;

  RuntimeName(String folder, String jar) {
    this.folder = folder;
    this.jar = jar;
  }

  public String folder() {
    return folder;
  }

  String jar() {
    return jar;
  }
}
