/** Uploads, in one request or in several. */
package dev.drydock.cluster.gcs.upload;
