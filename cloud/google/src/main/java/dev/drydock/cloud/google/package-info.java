/** Google Cloud behind the interfaces of {@link dev.drydock.cloud}. */
package dev.drydock.cloud.google;
