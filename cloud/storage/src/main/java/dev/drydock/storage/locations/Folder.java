package dev.drydock.storage.locations;

import dev.drydock.cloud.objects.ObjectStore;

/**
 * A folder of a store: the objects whose names begin with a prefix.
 *
 * @param location as a user names it
 * @param prefix empty, or with a slash at its end
 */
public record Folder(Location location, ObjectStore store, String prefix) {
  /** The store's name for an object in the folder. */
  public String name(String relative) {
    return prefix + relative;
  }

  public String url(String relative) {
    return location.child(relative).url();
  }
}
