/**
 * What clients of all Google Cloud services share: credentials, endpoints, retries and the wording
 * of errors. Each service has a package below this one, and nothing else uses these classes.
 */
package dev.drydock.cloud.google;
