/** Amazon Web Services behind the interfaces of {@link dev.drydock.cloud}. */
package dev.drydock.cloud.aws;
