/**
 * Starts real services as child processes of this machine, finds them again and ends them.
 *
 * <p>{@link dev.drydock.cluster.LocalCluster} is where to begin. Nothing in here supervises: a
 * command starts processes, records them under the cluster's folder and ends; the next command
 * reads the records.
 */
package dev.drydock.cluster;
