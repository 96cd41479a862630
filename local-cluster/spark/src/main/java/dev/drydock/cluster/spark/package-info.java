/** Spark's standalone daemons as one small process, with their web pages guarded. */
package dev.drydock.cluster.spark;
