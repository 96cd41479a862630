/**
 * What holds for buckets and objects whichever API a client uses: names, properties, preconditions,
 * generations, and the shape in which the API shows them.
 */
package dev.drydock.cluster.gcs.resource;
