/**
 * What servers of Google's JSON APIs share: requests and replies, errors, partial responses,
 * batches, and the tokens that a service account gets. Nothing here is specific to one API.
 */
package dev.drydock.cluster.google;
