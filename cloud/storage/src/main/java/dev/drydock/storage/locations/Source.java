package dev.drydock.storage.locations;

import dev.drydock.cloud.objects.ObjectStore;
import dev.drydock.cloud.objects.StoredObject;

/**
 * An object that a user has named.
 *
 * @param folder the part of the name before anything that varies
 * @param relative the name in the folder, which the object keeps in the target
 */
public record Source(Folder folder, StoredObject object, String relative) {
  public ObjectStore store() {
    return folder.store();
  }

  public String url() {
    return folder.url(relative);
  }

  /** Cloud consoles create empty objects such as {@code logs/} when a user creates a folder. */
  public boolean isFolderMark() {
    return object.size() == 0 && (relative.isEmpty() || relative.endsWith("/"));
  }
}
