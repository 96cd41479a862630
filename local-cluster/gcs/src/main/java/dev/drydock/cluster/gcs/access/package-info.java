/** Authentication of requests: by tokens, signed URLs, and the secret in a path. */
package dev.drydock.cluster.gcs.access;
