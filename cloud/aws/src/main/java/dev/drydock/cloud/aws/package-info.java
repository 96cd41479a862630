/**
 * What clients of all AWS services share: settings, connections, retries and the wording of errors.
 * Each service has a package below this one, and nothing else uses these classes.
 */
package dev.drydock.cloud.aws;
