/**
 * Google Cloud Storage on this machine's disk: the JSON API ({@code
 * https://cloud.google.com/storage/docs/json_api/v1}) and the part of the XML API that signed URLs
 * use.
 */
package dev.drydock.cluster.gcs;
