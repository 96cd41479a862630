/**
 * What every daemon shares: how it starts, and the rule for requests that a browser sends. Plain
 * Java, because it is on the class path of Hadoop, Spark and each of our own servers.
 */
package dev.drydock.cluster.server;
