package dev.drydock.jobs;

/** What runs jobs. */
public enum Engine {
  /** Hadoop MapReduce. A job is a {@code Tool} with a public constructor without parameters. */
  MAPREDUCE,
  /** Spark. A job is a class with a {@code main} method. */
  SPARK,
  /** The threads of one JVM. A job is a Hadoop {@code Tool}, as for MapReduce. */
  INLINE
}
