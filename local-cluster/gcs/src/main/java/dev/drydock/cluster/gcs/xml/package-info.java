/** The XML API: {@code https://cloud.google.com/storage/docs/xml-api/overview}. */
package dev.drydock.cluster.gcs.xml;
