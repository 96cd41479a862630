/** Object storage: buckets and the objects in them. */
package dev.drydock.cloud.objects;
