/** Walks through folders in the order in which object stores list names. */
package dev.drydock.storage.listing;
