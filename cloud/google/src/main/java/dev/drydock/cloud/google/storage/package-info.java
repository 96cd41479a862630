/** Cloud Storage behind the interfaces of {@link dev.drydock.cloud.objects}. */
package dev.drydock.cloud.google.storage;
