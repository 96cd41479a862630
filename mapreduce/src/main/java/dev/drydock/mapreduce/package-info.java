/** Word counts as Hadoop MapReduce jobs. */
package dev.drydock.mapreduce;
