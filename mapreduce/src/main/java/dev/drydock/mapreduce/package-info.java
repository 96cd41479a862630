/**
 * Hadoop MapReduce jobs: the driver that starts them by name, and the textbook's word count. Each
 * other job has a package of its own.
 */
package dev.drydock.mapreduce;
