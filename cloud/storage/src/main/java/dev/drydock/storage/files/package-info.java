/** A folder of a local disk as a store. */
package dev.drydock.storage.files;
