/** Buckets and objects on disk: an index in SQLite, and the bytes of larger objects in files. */
package dev.drydock.cluster.gcs.store;
