/**
 * Spark jobs: the classes that {@code spark-submit --class} names, one for each job. Code that
 * several jobs share has its own packages.
 */
package dev.drydock.spark;
