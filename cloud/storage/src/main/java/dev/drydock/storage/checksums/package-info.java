/** Checksums of bytes, of parts that can be combined, and of names. */
package dev.drydock.storage.checksums;
