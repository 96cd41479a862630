/** The resources of the JSON API: {@code https://cloud.google.com/storage/docs/json_api/v1}. */
package dev.drydock.cluster.gcs.json;
