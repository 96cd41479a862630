/** The daemons of HDFS and YARN in one JVM or in several, kept from web pages. */
package dev.drydock.cluster.hadoop;
