package dev.drydock.storage.locations;

import dev.drydock.cloud.objects.ObjectStore;
import dev.drydock.cloud.objects.StoredObject;

/**
 * An object that a user's words stand for.
 *
 * @param folder where the user's words begin to vary
 * @param relative its name in the folder, which it keeps elsewhere
 */
public record Source(Folder folder, StoredObject object, String relative) {
  public ObjectStore store() {
    return folder.store();
  }

  public String url() {
    return folder.url(relative);
  }

  /** Consoles of clouds make empty objects like {@code logs/} where a user asks for a folder. */
  public boolean isFolderMark() {
    return object.size() == 0 && (relative.isEmpty() || relative.endsWith("/"));
  }
}
