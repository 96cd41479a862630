/** Copies between two stores, in one request, in parts or in a session that can be resumed. */
package dev.drydock.storage.transfer;
