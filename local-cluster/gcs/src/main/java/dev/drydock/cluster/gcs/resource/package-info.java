/**
 * The rules for buckets and objects that both APIs share: names, properties, preconditions and
 * generations.
 */
package dev.drydock.cluster.gcs.resource;
