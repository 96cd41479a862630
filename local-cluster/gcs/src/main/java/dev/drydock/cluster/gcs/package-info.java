/**
 * A Cloud Storage server with its store on this machine's disk. Here is its start; each subject has
 * a package of its own below. Only the launcher uses it, by the name of its main class.
 */
package dev.drydock.cluster.gcs;
