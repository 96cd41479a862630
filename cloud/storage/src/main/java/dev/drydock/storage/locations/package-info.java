/** Resolves the arguments of a user: locations, folders and the objects in them. */
package dev.drydock.storage.locations;
