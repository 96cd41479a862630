/**
 * Spark jobs: the classes that {@code spark-submit --class} names, one a job. What several jobs
 * share has packages of its own.
 */
package dev.drydock.spark;
