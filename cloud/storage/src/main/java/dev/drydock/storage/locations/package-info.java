/** What the words of a user stand for: locations, folders and the objects in them. */
package dev.drydock.storage.locations;
